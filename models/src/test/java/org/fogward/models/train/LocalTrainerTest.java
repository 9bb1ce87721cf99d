package org.fogward.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.fogward.models.Models;
import org.fogward.models.data.Sample;
import org.fogward.models.evaluate.Evaluator;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.parameter.ParameterKind;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LocalTrainerTest {

    private static final TrainingRun FIRST = new TrainingRun(1, 10, 3);

    private final NetworkPool pool = new NetworkPool(2);
    private final LocalTrainer trainer = new LocalTrainer(pool);

    static Iterable<ModelSpec> learners() {
        return List.of(Models.MOTION, Models.ECG, Models.COMPACT, Models.TABULAR);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @ParameterizedTest
    @MethodSource("learners")
    void learns_to_tell_classes_apart(ModelSpec spec) {
        float[] parameters = Initialization.create(spec, 1);
        TrainingTask task = task(spec, "{\"epochs\": 6, \"batchSize\": 16, \"schedule\": \"constant\"}");
        List<Sample> samples = Models.samples(spec, 120, 1);
        for (int round = 1; round <= 4; round++) {
            parameters = trainer.train(task, parameters, samples, new TrainingRun(round, 4, 1))
                    .parameters();
        }
        assertThat(new Evaluator(pool)
                        .evaluate(spec, parameters, Models.samples(spec, 60, 2))
                        .confusion()
                        .accuracy())
                .isGreaterThan(0.85);
    }

    @ParameterizedTest
    @MethodSource("org.fogward.models.Models#all")
    void the_same_seed_gives_the_same_bits_whatever_runs_beside(ModelSpec spec) throws Exception {
        float[] start = Initialization.create(spec, 1);
        TrainingTask task = task(spec, "{\"maxBatches\": 3, \"batchSize\": 8, \"dropout\": 0.3}");
        List<Sample> samples = Models.samples(spec, 20, 1);
        float[] alone = trainer.train(task, start, samples, FIRST).parameters();
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            List<Future<float[]>> results = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                results.add(callers.submit(
                        () -> trainer.train(task, start, samples, FIRST).parameters()));
            }
            for (Future<float[]> result : results) {
                assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo(alone);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("learners")
    void local_statistics_never_leave_and_are_measured_where_the_model_is_used(ModelSpec spec) {
        float[] start = Initialization.create(spec, 1);
        float[] parameters = start;
        TrainingTask task = task(
                spec, "{\"epochs\": 6, \"batchSize\": 16, \"schedule\": \"constant\", \"normalization\": \"local\"}");
        List<Sample> samples = Models.samples(spec, 120, 1);
        for (int round = 1; round <= 4; round++) {
            parameters = trainer.train(task, parameters, samples, new TrainingRun(round, 4, 1))
                    .parameters();
        }
        for (Segment statistic : ParameterLayout.of(spec).segments(ParameterKind::isStatistic)) {
            assertThat(Arrays.copyOfRange(parameters, statistic.offset(), statistic.end()))
                    .isEqualTo(Arrays.copyOfRange(start, statistic.offset(), statistic.end()));
        }
        List<Sample> elsewhere = Models.samples(spec, 60, 2);
        assertThat(new SiteEvaluator(pool)
                        .evaluate(Normalization.LOCAL, new ModelParameters(spec, parameters), elsewhere, elsewhere)
                        .confusion()
                        .accuracy())
                .isGreaterThan(0.85);
    }

    @Test
    void another_seed_or_round_gives_another_model() {
        float[] start = Initialization.create(Models.TABULAR, 1);
        TrainingTask task = task(Models.TABULAR, "{\"schedule\": \"constant\"}");
        List<Sample> samples = Models.samples(Models.TABULAR, 40, 1);
        float[] first = trainer.train(task, start, samples, FIRST).parameters();
        assertThat(trainer.train(task, start, samples, new TrainingRun(1, 10, 4))
                        .parameters())
                .isNotEqualTo(first);
        assertThat(trainer.train(task, start, samples, new TrainingRun(2, 10, 3))
                        .parameters())
                .isNotEqualTo(first);
    }

    @Test
    void leaves_the_start_as_it_was() {
        float[] start = Initialization.create(Models.TABULAR, 1);
        trainer.train(task(Models.TABULAR, "{}"), start, Models.samples(Models.TABULAR, 40, 1), FIRST);
        assertThat(start).isEqualTo(Initialization.create(Models.TABULAR, 1));
    }

    @Test
    void a_proximal_term_keeps_the_model_near_its_start() {
        assertThat(distance("{\"proximal\": 5, \"epochs\": 8}")).isLessThan(distance("{\"epochs\": 8}"));
    }

    @Test
    void clipping_bounds_a_step_of_plain_descent() {
        double distance =
                distance("{\"optimizer\": \"sgd\", \"momentum\": 0, \"weightDecay\": 0, \"learningRate\": 0.5,"
                        + " \"clipNorm\": 0.01, \"maxBatches\": 1, \"schedule\": \"constant\"}");
        assertThat(distance).isPositive().isLessThan(0.00501);
    }

    @Test
    void too_few_samples_teach_nothing() {
        float[] start = Initialization.create(Models.TABULAR, 1);
        TrainingResult result =
                trainer.train(task(Models.TABULAR, "{}"), start, Models.samples(Models.TABULAR, 3, 1), FIRST);
        assertThat(result.parameters()).isEqualTo(start);
        assertThat(result.samples()).isEqualTo(3);
    }

    @Test
    void refuses_samples_that_do_not_fit_the_model() {
        float[] start = Initialization.create(Models.TABULAR, 1);
        List<Sample> samples = new ArrayList<>(Models.samples(Models.TABULAR, 10, 1));
        samples.set(7, new Sample(new float[2], new float[0], 0, "g", "s"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.train(task(Models.TABULAR, "{}"), start, samples, FIRST))
                .withMessageContaining("samples[7].values");
        samples.set(7, new Sample(new float[5], new float[0], 2, "g", "s"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.train(task(Models.TABULAR, "{}"), start, samples, FIRST))
                .withMessageContaining("samples[7].label");
    }

    @Test
    void training_that_runs_away_is_reported() {
        TrainingTask task = task(
                Models.TABULAR,
                "{\"optimizer\": \"sgd\", \"learningRate\": 100, \"clipNorm\": 0, \"weightDecay\": 100, \"epochs\": 60}");
        float[] start = Initialization.create(Models.TABULAR, 1);
        assertThatExceptionOfType(DivergenceException.class)
                .isThrownBy(() -> trainer.train(task, start, Models.samples(Models.TABULAR, 40, 1), FIRST));
    }

    @Test
    void an_interrupted_training_is_cancelled() {
        float[] start = Initialization.create(Models.TABULAR, 1);
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() ->
                        trainer.train(task(Models.TABULAR, "{}"), start, Models.samples(Models.TABULAR, 40, 1), FIRST));
        assertThat(Thread.interrupted()).isTrue();
    }

    private double distance(String changes) {
        float[] start = Initialization.create(Models.TABULAR, 1);
        float[] end = trainer.train(task(Models.TABULAR, changes), start, Models.samples(Models.TABULAR, 64, 1), FIRST)
                .parameters();
        double squares = 0;
        for (Segment segment : ParameterLayout.of(Models.TABULAR).segments(kind -> !kind.isStatistic())) {
            for (int i = segment.offset(); i < segment.end(); i++) {
                squares += Math.pow(end[i] - start[i], 2);
            }
        }
        return Math.sqrt(squares);
    }

    private static TrainingTask task(ModelSpec spec, String changes) {
        return new TrainingTask(spec, TrainingOptions.defaults(spec).with(changes));
    }
}
