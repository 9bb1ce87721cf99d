package org.fogward.protocol.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fogward.protocol.update.UpdateShape.Segment;
import org.fogward.protocol.update.UpdateShape.Travel;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static final UpdateShape SHAPE = UpdateShape.of(List.of(
            new Segment(1_000, 10, Travel.CHOSEN),
            new Segment(500, 1, Travel.NOTHING),
            new Segment(100, 1, Travel.CHOSEN),
            new Segment(30, 1, Travel.CHOSEN)));

    @Test
    void as_many_are_chosen_as_the_density_says() {
        float[] values = values();
        for (Spread spread :
                List.of(new EvenSpread(), new ScaledSpread(0), new ScaledSpread(0.5), new ScaledSpread(1))) {
            assertThat(chosen(spread, values, 0.1)).hasSize(113);
            assertThat(chosen(spread, values, 1e-6)).hasSize(1);
            assertThat(chosen(spread, values, 1)).hasSize(1_130);
        }
    }

    @Test
    void without_scaling_the_largest_are_chosen() {
        float[] values = values();
        List<Integer> chosen = chosen(new ScaledSpread(0), values, 0.1);
        double smallest =
                chosen.stream().mapToDouble(i -> Math.abs(values[i])).min().orElseThrow();
        for (int i = 0; i < values.length; i++) {
            boolean may = (i < 1_000 || i >= 1_500) && !chosen.contains(i);
            // Within a bin the first ones are chosen.
            assertThat(may && Math.abs(values[i]) > smallest * 1.01).isFalse();
        }
    }

    @Test
    void an_even_spread_takes_the_same_share_of_each_segment() {
        List<Integer> chosen = chosen(new EvenSpread(), values(), 0.1);
        assertThat(chosen.stream().filter(i -> i < 1_000)).hasSize(100);
        assertThat(chosen.stream().filter(i -> i >= 1_600)).hasSize(3);
    }

    @Test
    void scaling_pays_no_attention_to_a_segments_size() {
        float[] values = values();
        List<Integer> before = chosen(new ScaledSpread(1), values, 0.1);
        for (int i = 1_500; i < 1_600; i++) {
            values[i] *= 1024;
        }
        assertThat(chosen(new ScaledSpread(1), values, 0.1)).isEqualTo(before);
        assertThat(chosen(new ScaledSpread(0), values, 0.1)).isNotEqualTo(before);
    }

    @Test
    void of_equal_ones_the_first_are_chosen() {
        float[] values = new float[SHAPE.parameters()];
        Arrays.fill(values, 0.5f);
        assertThat(chosen(new ScaledSpread(0), values, 0.01)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void nothing_is_never_chosen() {
        float[] values = new float[SHAPE.parameters()];
        values[3] = 1;
        values[1_620] = -1e-3f;
        values[1_200] = 5;
        for (Spread spread : List.of(new EvenSpread(), new ScaledSpread(0.5))) {
            assertThat(chosen(spread, values, 1)).containsExactly(3, 1_620);
        }
    }

    private static List<Integer> chosen(Spread spread, float[] values, double density) {
        Limits limits = spread.limits(values, SHAPE, new EncodingOptions(density, 1, 0));
        ChosenCoordinates coordinates = new ChosenCoordinates(values, SHAPE, limits);
        List<Integer> chosen = new ArrayList<>();
        for (coordinates.advance(); coordinates.coordinate() < values.length; coordinates.advance()) {
            chosen.add(coordinates.coordinate());
        }
        assertThat(chosen).hasSize(limits.chosen()).isSorted();
        return chosen;
    }

    private static float[] values() {
        SplittableRandom random = new SplittableRandom(4);
        float[] values = new float[SHAPE.parameters()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * (i < 1_000 ? 1e-3 : 1e-2));
        }
        return values;
    }
}
