package org.fogward.models.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RectifiedNormalTest {

    @Test
    void standard_normal_values_have_the_known_mean_and_variance_after_a_rectifier() {
        RectifiedNormal rectified = RectifiedNormal.of(0, 1);
        assertThat(rectified.mean()).isCloseTo(1 / Math.sqrt(2 * Math.PI), within(1e-4));
        assertThat(rectified.variance()).isCloseTo(0.5 - 1 / (2 * Math.PI), within(1e-4));
    }

    @Test
    void what_does_not_vary_is_only_cut() {
        assertThat(RectifiedNormal.of(3, 0)).isEqualTo(new RectifiedNormal(3, 0));
        assertThat(RectifiedNormal.of(-3, 0)).isEqualTo(new RectifiedNormal(0, 0));
        assertThat(RectifiedNormal.of(10, 0)).isEqualTo(new RectifiedNormal(6, 0));
    }
}
