package org.fogward.models.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PruningScheduleTest {

    @Test
    void gradual_pruning_follows_the_cubic() {
        PruningSchedule schedule = new PruningSchedule(10, 20, 0.4);
        assertThat(schedule.keep(0)).isEqualTo(1);
        assertThat(schedule.keep(10)).isEqualTo(1);
        assertThat(schedule.keep(15)).isCloseTo(0.4 + 0.6 * 0.125, within(1e-12));
        assertThat(schedule.keep(20)).isEqualTo(0.4);
        assertThat(schedule.keep(Integer.MAX_VALUE)).isEqualTo(0.4);
    }

    @Test
    void never_gives_back_what_is_gone() {
        PruningSchedule schedule = new PruningSchedule(0, Integer.MAX_VALUE, 0.1);
        double before = 1;
        for (int step = 0; step >= 0; step += 10_000_019) {
            assertThat(schedule.keep(step)).isBetween(0.1, before);
            before = schedule.keep(step);
        }
    }

    @Test
    void one_shot_prunes_everything_at_its_step() {
        PruningSchedule schedule = PruningSchedule.oneShot(3, 0.5);
        assertThat(schedule.keep(2)).isEqualTo(1);
        assertThat(schedule.keep(3)).isEqualTo(0.5);
        assertThat(schedule.keep(4)).isEqualTo(0.5);
        assertThat(PruningSchedule.oneShot(0, 0.5).keep(0)).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 5, 0.5, from: -1 is negative",
        "5, 4, 0.5, to: 4 is before 5",
        "1, 5, 0, keep: 0.0 is not above 0 and up to 1",
        "1, 5, 1.5, keep: 1.5 is not above 0 and up to 1",
        "1, 5, NaN, keep: NaN is not above 0 and up to 1",
    })
    void refuses_what_is_no_schedule(int from, int to, double keep, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PruningSchedule(from, to, keep))
                .withMessage(problem);
    }
}
