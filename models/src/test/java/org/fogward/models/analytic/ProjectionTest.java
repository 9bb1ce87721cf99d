package org.fogward.models.analytic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectionTest {

    @Test
    void the_same_seed_gives_the_same_bits_and_another_does_not() {
        float[] row = row(130, 1);
        float[] projected = Projection.of(130, 20, 7).project(row, 0);
        assertThat(projected).hasSize(20);
        assertThat(Projection.of(130, 20, 7).project(row, 0)).isEqualTo(projected);
        assertThat(Projection.of(130, 20, 8).project(row, 0)).isNotEqualTo(projected);
    }

    /** So that a model that was solved for on one machine can be checked on another: the generator must not change. */
    @Test
    void signs_are_those_of_the_named_generator() {
        float[] row = new float[3];
        row[1] = (float) Math.sqrt(3);
        assertThat(Projection.of(3, 2, 42).project(row, 0)).containsExactly(signs(42, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 63, 64, 65, 200})
    void unprojecting_is_the_transpose(int features) {
        Projection projection = Projection.of(features, 2, 3);
        SplittableRandom random = new SplittableRandom(features);
        for (int run = 0; run < 50; run++) {
            float[] row = row(features, random.nextLong());
            double[] weights = {random.nextGaussian(), random.nextGaussian()};
            double projected = LinearHead.dot(weights, Rows.doubles(projection.project(row, 0)));
            double unprojected = LinearHead.dot(projection.unproject(weights), Rows.doubles(row));
            assertThat(unprojected).isCloseTo(projected, within(1e-5 * (1 + Math.abs(projected))));
        }
    }

    @Test
    void every_feature_counts_alike_in_every_dimension() {
        Projection projection = Projection.of(150, 3, 11);
        for (int dimension = 0; dimension < 3; dimension++) {
            double[] weights = new double[3];
            weights[dimension] = 1;
            double[] unprojected = projection.unproject(weights);
            assertThat(unprojected).hasSize(150);
            for (double value : unprojected) {
                assertThat(Math.abs(value)).isCloseTo(1 / Math.sqrt(150), within(1e-12));
            }
        }
    }

    @Test
    void lengths_are_kept_on_average() {
        Projection projection = Projection.of(300, 200, 5);
        float[] row = row(300, 9);
        double before = LinearHead.dot(Rows.doubles(row), Rows.doubles(row));
        float[] projected = projection.project(row, 0);
        double after = LinearHead.dot(Rows.doubles(projected), Rows.doubles(projected));
        assertThat(after / before).isCloseTo(200.0 / 300, within(0.2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 6, 1000})
    void features_that_are_no_more_come_back_as_they_are(int most) {
        Projection projection = Projection.of(5, most, 1);
        float[] row = row(5, 2);
        assertThat(projection.dimensions()).isEqualTo(5);
        assertThat(projection.project(row, 0)).isEqualTo(row);
        assertThat(projection.unproject(Rows.doubles(row))).isEqualTo(Rows.doubles(row));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void a_row_may_begin_anywhere(int most) {
        Projection projection = Projection.of(7, most, 1);
        float[] rows = row(21, 2);
        assertThat(projection.project(rows, 7)).isEqualTo(projection.project(Arrays.copyOfRange(rows, 7, 14), 0));
    }

    private static float[] signs(long seed, int dimensions) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        float[] signs = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            signs[i] = (random.nextLong() >>> 1 & 1) == 0 ? 1 : -1;
        }
        return signs;
    }

    private static float[] row(int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] row = new float[length];
        for (int i = 0; i < length; i++) {
            row[i] = (float) random.nextGaussian();
        }
        return row;
    }
}
