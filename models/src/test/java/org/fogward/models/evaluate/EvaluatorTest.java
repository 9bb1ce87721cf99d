package org.fogward.models.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.fogward.models.Models;
import org.fogward.models.data.Sample;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.Initialization;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

    private static final List<String> CLASSES = List.of("a", "b", "c");

    @Test
    void counts_every_sample_once_in_its_own_row() {
        List<Sample> samples = Models.samples(Models.MOTION, 130, 1);
        try (NetworkPool pool = new NetworkPool(1)) {
            Evaluation evaluation =
                    new Evaluator(pool).evaluate(Models.MOTION, Initialization.create(Models.MOTION, 1), samples);
            assertThat(evaluation.confusion().samples()).isEqualTo(130);
            for (int label = 0; label < 3; label++) {
                int actual = label;
                assertThat(evaluation.confusion().support(label))
                        .isEqualTo(samples.stream()
                                .filter(sample -> sample.label() == actual)
                                .count());
            }
            assertThat(evaluation.loss()).isPositive();
        }
    }

    @Test
    void counts_of_the_sources_add_up_to_those_of_all_samples() {
        List<Sample> samples = Models.samples(Models.MOTION, 130, 1).stream()
                .map(s ->
                        new Sample(s.values(), s.features(), s.label(), s.group(), s.label() == 0 ? "north" : "south"))
                .toList();
        try (NetworkPool pool = new NetworkPool(1)) {
            SourceEvaluations evaluations = new Evaluator(pool)
                    .evaluateBySource(Models.MOTION, Initialization.create(Models.MOTION, 1), samples);
            assertThat(evaluations.bySource()).containsOnlyKeys("north", "south");
            Evaluation north = evaluations.bySource().get("north");
            Evaluation south = evaluations.bySource().get("south");
            assertThat(north.plus(south).confusion())
                    .isEqualTo(evaluations.all().confusion());
            assertThat(north.confusion().samples())
                    .isEqualTo(north.confusion().support(0))
                    .isEqualTo(evaluations.all().confusion().support(0));
            assertThat(north.lossSum() + south.lossSum())
                    .isCloseTo(evaluations.all().lossSum(), within(1e-9));
        }
    }

    @Test
    void no_samples_make_an_empty_matrix() {
        try (NetworkPool pool = new NetworkPool(1)) {
            Evaluation evaluation =
                    new Evaluator(pool).evaluate(Models.MOTION, Initialization.create(Models.MOTION, 1), List.of());
            assertThat(evaluation.confusion().samples()).isZero();
            assertThat(evaluation.confusion().accuracy()).isZero();
            assertThat(evaluation.loss()).isZero();
        }
    }

    @Test
    void balanced_accuracy_is_the_mean_recall_of_the_classes_that_occur() {
        ConfusionMatrix matrix = new ConfusionMatrix(CLASSES, new long[] {8, 2, 0, 5, 5, 0, 0, 0, 0});
        assertThat(matrix.recall(0)).isEqualTo(0.8);
        assertThat(matrix.recall(2)).isZero();
        assertThat(matrix.accuracy()).isCloseTo(0.65, within(1e-12));
        assertThat(matrix.balancedAccuracy()).isCloseTo(0.65, within(1e-12));
    }

    @Test
    void matrices_of_the_same_classes_add_up() {
        ConfusionMatrix matrix = new ConfusionMatrix(CLASSES, new long[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        assertThat(matrix.plus(matrix).counts()).containsExactly(2, 4, 6, 8, 10, 12, 14, 16, 18);
        assertThat(matrix.plus(ConfusionMatrix.empty(CLASSES))).isEqualTo(matrix);
        assertThatIllegalArgumentException().isThrownBy(() -> matrix.plus(ConfusionMatrix.empty(List.of("a", "b"))));
    }

    @Test
    void refuses_counts_that_no_matrix_can_have() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfusionMatrix(CLASSES, new long[3]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfusionMatrix(CLASSES, new long[] {-1, 0, 0, 0, 0, 0, 0, 0, 0}));
    }
}
