package org.fogward.protocol.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MagnitudeGridTest {

    @Test
    void every_place_is_found_again() {
        for (int place = MagnitudeGrid.LOWEST; place <= MagnitudeGrid.HIGHEST; place++) {
            float magnitude = MagnitudeGrid.magnitude(place);
            assertThat(magnitude).isBetween(Float.MIN_NORMAL, Float.MAX_VALUE);
            assertThat(MagnitudeGrid.nearest(magnitude)).isEqualTo(place);
            assertThat(MagnitudeGrid.below(magnitude)).isEqualTo(place);
            assertThat(MagnitudeGrid.above(magnitude)).isEqualTo(place);
        }
    }

    @Test
    void magnitudes_lie_between_the_places_below_and_above() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            float magnitude = (float) Math.exp(random.nextDouble(-80, 80));
            int below = MagnitudeGrid.below(magnitude);
            assertThat(magnitude).isBetween(MagnitudeGrid.magnitude(below), MagnitudeGrid.magnitude(below + 1));
            assertThat(MagnitudeGrid.above(magnitude)).isBetween(below, below + 1);
            assertThat(MagnitudeGrid.magnitude(MagnitudeGrid.nearest(magnitude)) / magnitude)
                    .isBetween(0.917f, 1.091f);
        }
    }

    @Test
    void what_lies_outside_gets_the_last_places() {
        assertThat(MagnitudeGrid.below(Float.MIN_VALUE)).isEqualTo(MagnitudeGrid.LOWEST);
        assertThat(MagnitudeGrid.nearest(0)).isEqualTo(MagnitudeGrid.LOWEST);
        assertThat(MagnitudeGrid.above(Float.MAX_VALUE)).isEqualTo(MagnitudeGrid.HIGHEST);
    }
}
