package org.fogward.fog.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.fogward.fog.aggregate.ServerState;
import org.fogward.protocol.digest.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepStateTest {

    private static final ServerState OPTIMIZER =
            new ServerState(new float[] {1.5f, -0f, Float.MIN_VALUE}, new float[] {Float.MAX_VALUE});
    private static final float[] RESIDUAL = {-2, Float.MIN_VALUE};

    @ParameterizedTest
    @CsvSource({"false, false, 0", "true, false, 1", "false, true, 20", "true, true, 3"})
    void reads_back_what_was_written(boolean best, boolean twin, int setbacks) {
        StepState state = state(best, twin, setbacks);
        StepState again = StepState.decode(state.encode());
        assertThat(again.best()).isEqualTo(state.best());
        assertThat(again.twin()).isEqualTo(state.twin());
        assertThat(again.setbacks()).isEqualTo(setbacks);
        assertThat(again.optimizer().momentum()).containsExactly(OPTIMIZER.momentum());
        assertThat(again.optimizer().variance()).containsExactly(OPTIMIZER.variance());
        assertThat(again.residual()).containsExactly(RESIDUAL);
        assertThat(again.since()).isEqualTo(state.since());
        assertThat(again.encode()).isEqualTo(state.encode());
    }

    @ParameterizedTest
    @CsvSource({"false, false, 0", "true, false, 1", "false, true, 20", "true, true, 3"})
    void refuses_what_is_cut_off_or_goes_on(boolean best, boolean twin, int setbacks) {
        byte[] good = state(best, twin, setbacks).encode();
        for (int length = 0; length < good.length; length++) {
            byte[] bad = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> StepState.decode(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> StepState.decode(Arrays.copyOf(good, good.length + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_parts_that_it_does_not_know() {
        byte[] bad = state(true, true, 0).encode();
        for (int parts : new int[] {4, 7, 64, -1, -128}) {
            bad[0] = (byte) parts;
            assertThatThrownBy(() -> StepState.decode(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void counts_setbacks_up_to_where_they_make_no_difference() {
        StepState state = state(true, false, 18);
        assertThat(state.setBack(OPTIMIZER, 3).setbacks()).isEqualTo(19);
        assertThat(state.setBack(OPTIMIZER, 3)
                        .setBack(OPTIMIZER, 3)
                        .setBack(OPTIMIZER, 3)
                        .setbacks())
                .isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 21, 127})
    void refuses_setbacks_that_nobody_writes(int setbacks) {
        byte[] bad = state(false, false, 1).encode();
        bad[1] = (byte) setbacks;
        assertThatThrownBy(() -> StepState.decode(bad)).hasMessageContaining("setbacks");
    }

    @Test
    void reads_any_bytes_or_refuses_them_as_an_illegal_argument() {
        SplittableRandom random = new SplittableRandom(4);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] good = state(random.nextBoolean(), random.nextBoolean(), random.nextInt(21))
                    .encode();
            byte[] bad = Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(2 * good.length) : good.length);
            for (int flips = random.nextInt(1, 6); flips > 0 && bad.length > 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(StepState.decode(bad).encode()).isEqualTo(bad);
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(500, 4_900);
    }

    private static StepState state(boolean best, boolean twin, int setbacks) {
        return new StepState(
                OPTIMIZER,
                RESIDUAL,
                best ? Optional.of(new StepState.Best(digest(1), new Validation(7, 9))) : Optional.empty(),
                twin ? Optional.of(new StepState.Twin(digest(2), digest(3))) : Optional.empty(),
                setbacks,
                1L << 40);
    }

    private static Digest digest(int number) {
        return Digest.of(new byte[] {(byte) number});
    }
}
