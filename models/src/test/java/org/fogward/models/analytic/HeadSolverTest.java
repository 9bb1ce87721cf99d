package org.fogward.models.analytic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadSolverTest {

    private static final AnalyticOptions OPTIONS = new AnalyticOptions(0, List.of(0.001, 0.1, 10.0), 0.5, 0);
    private final HeadSolver solver = new HeadSolver(OPTIONS);

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void tells_classes_apart(double balance) {
        SplittableRandom random = new SplittableRandom(1);
        AnalyticOptions options = new AnalyticOptions(0, List.of(0.1), balance, 0);
        LinearHead head = new HeadSolver(options)
                .solve(Rows.random(new int[] {50, 20, 30}, 6, 3, 1, random).toFit(), true)
                .head();
        Rows others = Rows.random(new int[] {100, 100, 100}, 6, 3, 1, random);
        assertThat(accuracy(head, others)).isGreaterThan(0.95);
    }

    /** Fifteen examples of thirty features fit their noise by heart; a thousand others say so. */
    @Test
    void a_larger_ridge_is_chosen_where_validation_shows_that_a_small_one_learnt_by_heart() {
        SplittableRandom random = new SplittableRandom(4);
        Rows few = Rows.random(new int[] {15, 15}, 30, 0.4, 1, random);
        Rows many = Rows.random(new int[] {500, 500}, 30, 0.4, 1, random);
        double byOthers =
                solver.solve(new HeadStatistics(few.sums(), many.sums()), false).ridge();
        double byItself =
                solver.solve(new HeadStatistics(few.sums(), few.sums()), false).ridge();
        assertThat(byItself).isEqualTo(0.001);
        assertThat(byOthers).isGreaterThan(byItself);
        assertThat(squaredError(few, byOthers, many)).isLessThan(squaredError(few, byItself, many));
    }

    @Test
    void the_ridge_of_the_least_error_is_chosen() {
        for (int seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Rows fit = Rows.random(new int[] {30, 30}, 12, random.nextDouble(0, 1.5), 1, random);
            Rows validation = Rows.random(new int[] {40, 40}, 12, random.nextDouble(0, 1.5), 1, random);
            double chosen = solver.solve(new HeadStatistics(fit.sums(), validation.sums()), false)
                    .ridge();
            for (double ridge : OPTIONS.ridges()) {
                assertThat(squaredError(fit, chosen, validation))
                        .isLessThanOrEqualTo(squaredError(fit, ridge, validation));
            }
        }
    }

    @Test
    void the_middle_ridge_is_taken_where_there_is_nothing_to_choose_by() {
        Rows rows = Rows.random(new int[] {10, 10}, 4, 1, 1, new SplittableRandom(1));
        HeadSums none = HeadSums.none(4, 2);
        assertThat(solver.solve(new HeadStatistics(rows.sums(), none), false).ridge())
                .isEqualTo(0.1);
        assertThat(solver.solve(new HeadStatistics(none, rows.sums()), false).ridge())
                .isEqualTo(0.1);
    }

    @Test
    void validation_examples_are_fitted_to_where_asked_and_not_otherwise() {
        SplittableRandom random = new SplittableRandom(1);
        HeadSums fit = Rows.random(new int[] {10, 10}, 4, 1, 1, random).sums();
        HeadSums validation = Rows.random(new int[] {10, 10}, 4, 1, 1, random).sums();
        HeadStatistics statistics = new HeadStatistics(fit, validation);
        HeadSolver.Solution byFit = solver.solve(statistics, false);
        HeadSolver.Solution byAll = solver.solve(statistics, true);
        assertThat(byAll.ridge()).isEqualTo(byFit.ridge());
        assertThat(byAll.temper()).isEqualTo(byFit.temper());
        assertThat(byAll.head().biases()).isNotEqualTo(byFit.head().biases());
        Moments moments = Moments.of(fit);
        LinearHead scores = new RidgeRegression(moments, 0.5).solve(byFit.ridge());
        LinearHead logits =
                ScoreDiscriminant.of(scores, moments).logits(scores, moments, moments.shares(0.5), byFit.temper());
        assertThat(byFit.head().biases()).isEqualTo(logits.biases());
        assertThat(byFit.head().weights()).isDeepEqualTo(logits.weights());
    }

    @Test
    void a_head_that_is_too_sure_of_itself_is_tempered() {
        SplittableRandom random = new SplittableRandom(4);
        HeadSums few = Rows.random(new int[] {15, 15}, 30, 0.4, 1, random).sums();
        HeadSums many = Rows.random(new int[] {500, 500}, 30, 0.4, 1, random).sums();
        HeadSolver sure = new HeadSolver(new AnalyticOptions(0, List.of(0.001), 0.5, 0));
        assertThat(sure.solve(new HeadStatistics(few, many), false).temper()).isGreaterThan(2);
        assertThat(sure.solve(new HeadStatistics(few, few), false).temper()).isLessThan(1.2);
    }

    @Test
    void refuses_statistics_of_no_examples() {
        for (boolean byAll : new boolean[] {false, true}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> solver.solve(HeadStatistics.none(3, 2), byAll))
                    .withMessage("statistics: of no examples");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void a_class_that_nobody_has_never_wins(int missing) {
        SplittableRandom random = new SplittableRandom(missing);
        for (double noise : new double[] {0.05, 0.5, 2}) {
            int[] counts = {40, 25, 60};
            counts[missing] = 0;
            LinearHead head = solver.solve(
                            Rows.random(counts, 6, 2, noise, random).toFit(), true)
                    .head();
            assertThat(Rows.winner(head, new float[6])).isNotEqualTo(missing);
            for (int run = 0; run < 3000; run++) {
                float[] row = new float[6];
                double size = Math.pow(10, random.nextDouble(-2, 2));
                for (int d = 0; d < row.length; d++) {
                    row[d] = (float) (size * random.nextGaussian());
                }
                assertThat(Rows.winner(head, row)).isNotEqualTo(missing);
            }
        }
    }

    @Test
    void one_class_alone_always_wins() {
        for (int only = 0; only < 3; only++) {
            int[] counts = new int[3];
            counts[only] = 20;
            SplittableRandom random = new SplittableRandom(only);
            Rows rows = Rows.random(counts, 4, 1, 1, random);
            LinearHead head = solver.solve(rows.toFit(), true).head();
            requireFinite(head);
            assertThat(accuracy(head, rows)).isEqualTo(1);
            assertThat(Rows.winner(head, new float[4])).isEqualTo(only);
        }
    }

    @Test
    void features_that_are_all_zero_leave_the_most_frequent_class() {
        Rows rows = Rows.random(new int[] {5, 20, 8}, 4, 0, 0, new SplittableRandom(1));
        for (HeadStatistics statistics : List.of(rows.toFit(), new HeadStatistics(rows.sums(), rows.sums()))) {
            LinearHead head = solver.solve(statistics, true).head();
            requireFinite(head);
            assertThat(Rows.winner(head, new float[4])).isEqualTo(1);
        }
    }

    /** Nothing varies within a class: what is left are roundings, of either sign. */
    @Test
    void classes_whose_examples_are_all_alike_are_told_apart() {
        SplittableRandom random = new SplittableRandom(9);
        for (int run = 0; run < 200; run++) {
            List<Integer> labels = new ArrayList<>();
            List<float[]> features = new ArrayList<>();
            for (int label = 0; label < 3; label++) {
                float[] row = new float[5];
                for (int d = 0; d < 5; d++) {
                    row[d] = random.nextInt(-100, 100) / (float) HeadSums.GRID;
                }
                for (int i = random.nextInt(1, 50); i > 0; i--) {
                    labels.add(label);
                    features.add(row);
                }
            }
            Rows rows = new Rows(3, labels, features);
            LinearHead head = new HeadSolver(new AnalyticOptions(0, List.of(0.001), 0.5, 0))
                    .solve(rows.toFit(), true)
                    .head();
            requireFinite(head);
            assertThat(accuracy(head, rows)).isEqualTo(1);
        }
    }

    /** What participants send may have been made up: it can be plausible and still come of no examples. */
    @Test
    void plausible_statistics_give_a_finite_head_or_are_refused() {
        SplittableRandom random = new SplittableRandom(21);
        int solved = 0;
        for (int run = 0; run < 20_000; run++) {
            HeadStatistics statistics = new HeadStatistics(oddSums(random), oddSums(random));
            try {
                statistics.requirePlausible(1000, 0);
                requireFinite(solver.solve(statistics, random.nextBoolean()).head());
                solved++;
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(solved).isGreaterThan(1000);
    }

    private static HeadSums oddSums(SplittableRandom random) {
        int[] counts = {random.nextInt(3), random.nextInt(3), random.nextInt(6)};
        double apart = random.nextBoolean() ? 0 : Math.pow(10, random.nextDouble(-3, 3));
        double noise = random.nextBoolean() ? 0 : Math.pow(10, random.nextDouble(-3, 3));
        HeadSums sums = Rows.random(counts, 4, apart, noise, random).sums(4);
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            long[] values = sums.values();
            int at = random.nextInt(values.length);
            values[at] = random.nextBoolean()
                    ? -values[at]
                    : values[at] + random.nextInt(-3, 4) + values[at] / random.nextInt(1, 9);
        }
        return sums;
    }

    private static void requireFinite(LinearHead head) {
        for (double[] weights : head.weights()) {
            for (double weight : weights) {
                assertThat((float) weight).isFinite();
            }
        }
        for (double bias : head.biases()) {
            assertThat((float) bias).isFinite();
        }
    }

    private static double accuracy(LinearHead head, Rows rows) {
        double right = 0;
        for (int i = 0; i < rows.size(); i++) {
            right += Rows.winner(head, rows.features().get(i)) == rows.labels().get(i) ? 1 : 0;
        }
        return right / rows.size();
    }

    /** Of the scores, before logits are made of them, over rows of classes that are equally frequent. */
    private static double squaredError(Rows fit, double ridge, Rows others) {
        LinearHead head = new RidgeRegression(Moments.of(fit.sums()), 0.5).solve(ridge);
        double error = 0;
        for (int i = 0; i < others.size(); i++) {
            double[] scores = head.scores(Rows.doubles(others.features().get(i)));
            scores[others.labels().get(i)] -= 1;
            error += Arrays.stream(scores).map(score -> score * score).sum();
        }
        return error;
    }
}
