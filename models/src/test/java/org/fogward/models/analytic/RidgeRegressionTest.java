package org.fogward.models.analytic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RidgeRegressionTest {

    private static final int DIMENSIONS = 6;

    /** Singular values of centred rows, with the ridge as rows of their own below: no sums anywhere. */
    @ParameterizedTest
    @CsvSource({"0.01, 1", "0.3, 2", "3, 3", "100, 4"})
    void equals_least_squares_over_all_rows(double ridge, long seed) {
        Rows rows = Rows.random(new int[] {40, 11, 23}, DIMENSIONS, 1, 1, new SplittableRandom(seed));
        LinearHead head = new RidgeRegression(Moments.of(rows.sums()), 0).solve(ridge);

        double[] mean = mean(rows);
        double trace = 0;
        for (float[] row : rows.features()) {
            for (int i = 0; i < DIMENSIONS; i++) {
                trace += (row[i] - mean[i]) * (row[i] - mean[i]) / rows.size();
            }
        }
        RealMatrix system = new Array2DRowRealMatrix(rows.size() + DIMENSIONS, DIMENSIONS);
        RealMatrix wanted = new Array2DRowRealMatrix(rows.size() + DIMENSIONS, rows.classes());
        double[] shares = new double[rows.classes()];
        for (int label : rows.labels()) {
            shares[label] += 1.0 / rows.size();
        }
        for (int i = 0; i < rows.size(); i++) {
            for (int d = 0; d < DIMENSIONS; d++) {
                system.setEntry(i, d, rows.features().get(i)[d] - mean[d]);
            }
            for (int label = 0; label < rows.classes(); label++) {
                wanted.setEntry(i, label, (rows.labels().get(i) == label ? 1 : 0) - shares[label]);
            }
        }
        for (int d = 0; d < DIMENSIONS; d++) {
            system.setEntry(rows.size() + d, d, Math.sqrt(rows.size() * ridge * trace / DIMENSIONS));
        }
        RealMatrix weights = new SingularValueDecomposition(system).getSolver().solve(wanted);

        for (int label = 0; label < rows.classes(); label++) {
            assertThat(head.weights()[label]).containsExactly(weights.getColumn(label), within(1e-10));
            assertThat(head.biases()[label])
                    .isCloseTo(shares[label] - LinearHead.dot(weights.getColumn(label), mean), within(1e-10));
        }
    }

    @Test
    void error_is_the_mean_square_over_all_rows() {
        SplittableRandom random = new SplittableRandom(8);
        Rows rows = Rows.random(new int[] {30, 12, 9}, DIMENSIONS, 1, 1, random);
        // As frequent as in the rows above, so that examples weigh the same.
        Rows others = Rows.random(new int[] {60, 24, 18}, DIMENSIONS, 0.5, 2, random);
        RidgeRegression regression = new RidgeRegression(Moments.of(rows.sums()), 0);
        LinearHead head = regression.solve(0.1);
        double expected = 0;
        for (int i = 0; i < others.size(); i++) {
            double[] scores = head.scores(Rows.doubles(others.features().get(i)));
            scores[others.labels().get(i)] -= 1;
            expected += LinearHead.dot(scores, scores) / others.size();
        }
        assertThat(regression.error(head, Moments.of(others.sums()))).isCloseTo(expected, within(1e-10));
    }

    /** With all classes equal already there is nothing to balance. */
    @Test
    void balance_changes_nothing_where_classes_are_equally_frequent() {
        Rows rows = Rows.random(new int[] {20, 20, 20}, DIMENSIONS, 1, 1, new SplittableRandom(2));
        Moments moments = Moments.of(rows.sums());
        LinearHead none = new RidgeRegression(moments, 0).solve(0.1);
        LinearHead full = new RidgeRegression(moments, 1).solve(0.1);
        for (int label = 0; label < 3; label++) {
            assertThat(full.weights()[label]).containsExactly(none.weights()[label], within(1e-12));
        }
        assertThat(full.biases()).containsExactly(none.biases(), within(1e-12));
    }

    @Test
    void balance_gives_classes_equal_shares() {
        Rows rows = Rows.random(new int[] {90, 10, 0}, DIMENSIONS, 1, 1, new SplittableRandom(2));
        Moments moments = Moments.of(rows.sums());
        assertThat(moments.shares(0)).containsExactly(new double[] {0.9, 0.1, 0}, within(1e-12));
        assertThat(moments.shares(0.5)).containsExactly(new double[] {0.75, 0.25, 0}, within(1e-12));
        assertThat(moments.shares(1)).containsExactly(new double[] {0.5, 0.5, 0}, within(1e-12));
    }

    @Test
    void a_larger_ridge_gives_smaller_weights() {
        Rows rows = Rows.random(new int[] {20, 30}, DIMENSIONS, 1, 1, new SplittableRandom(2));
        RidgeRegression regression = new RidgeRegression(Moments.of(rows.sums()), 0.5);
        double before = Double.POSITIVE_INFINITY;
        for (double ridge : new double[] {1e-6, 0.01, 0.1, 1, 10, 1000}) {
            LinearHead head = regression.solve(ridge);
            double size = LinearHead.dot(head.weights()[0], head.weights()[0]);
            assertThat(size).isLessThan(before).isPositive();
            before = size;
        }
    }

    private static double[] mean(Rows rows) {
        double[] mean = new double[DIMENSIONS];
        for (float[] row : rows.features()) {
            for (int i = 0; i < DIMENSIONS; i++) {
                mean[i] += (double) row[i] / rows.size();
            }
        }
        return mean;
    }
}
