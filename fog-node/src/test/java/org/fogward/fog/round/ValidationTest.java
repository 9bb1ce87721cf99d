package org.fogward.fog.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fogward.protocol.v1.LocalEvaluation;
import org.junit.jupiter.api.Test;

class ValidationTest {

    @Test
    void adds_up_what_gateways_counted() {
        LocalEvaluation first = LocalEvaluation.newBuilder()
                .setClasses(3)
                .addAllConfusion(List.of(5L, 1L, 0L, 2L, 6L, 0L, 0L, 3L, 7L))
                .build();
        LocalEvaluation second = LocalEvaluation.newBuilder()
                .setClasses(3)
                .addAllConfusion(List.of(0L, 1L, 1L, 0L, 0L, 0L, 0L, 0L, 4L))
                .build();
        assertThat(Validation.of(List.of(first, second))).isEqualTo(new Validation(5 + 6 + 7 + 4, 24 + 6));
        assertThat(Validation.of(List.of())).isEqualTo(new Validation(0, 0));
    }

    @Test
    void is_better_by_any_more_but_clearly_worse_only_beyond_its_standard_error() {
        Validation best = new Validation(80, 100);
        assertThat(new Validation(801, 1000).isBetterThan(best)).isTrue();
        assertThat(new Validation(8, 10).isBetterThan(best)).isFalse();
        // The standard error of 77 of 100 is 4.2 of 100, that of 770 of 1,000 1.3.
        assertThat(new Validation(77, 100).isClearlyWorseThan(best)).isFalse();
        assertThat(new Validation(770, 1000).isClearlyWorseThan(best)).isTrue();
        assertThat(new Validation(75, 100).isClearlyWorseThan(best)).isTrue();
        assertThat(best.isClearlyWorseThan(best)).isFalse();
    }

    @Test
    void no_samples_are_neither_better_nor_a_division_by_zero() {
        Validation none = new Validation(0, 0);
        assertThat(none.accuracy()).isZero();
        assertThat(none.isBetterThan(new Validation(0, 5))).isFalse();
    }
}
