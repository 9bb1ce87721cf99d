package org.fogward.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.fogward.models.Models;
import org.fogward.models.data.Sample;
import org.fogward.models.evaluate.Evaluator;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DistillationTest {

    private static final ModelSpec SPEC = Models.TABULAR;

    private final NetworkPool pool = new NetworkPool(1);
    private final LocalTrainer trainer = new LocalTrainer(pool);
    private final List<Sample> samples = Models.samples(SPEC, 120, 1);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void a_pupil_that_hears_only_the_teacher_learns_its_errors_too() {
        ModelParameters teacher = new ModelParameters(SPEC, learnt(Optional.empty(), "{}", mislabelled()));
        assertThat(accuracy(teacher.values())).isLessThan(0.2);
        String options = "{\"distillation\": 1}";
        assertThat(accuracy(learnt(Optional.of(teacher), options, samples))).isLessThan(0.3);
        assertThat(accuracy(learnt(Optional.of(teacher), "{\"distillation\": 0}", samples)))
                .isGreaterThan(0.85);
        assertThat(accuracy(learnt(Optional.empty(), options, samples))).isGreaterThan(0.85);
    }

    @Test
    void refuses_a_teacher_of_another_kind() {
        ModelParameters other = new ModelParameters(Models.MOTION, Initialization.create(Models.MOTION, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> learnt(Optional.of(other), "{}", samples))
                .withMessageStartingWith("teacher:");
    }

    private float[] learnt(Optional<ModelParameters> teacher, String options, List<Sample> from) {
        TrainingTask task = new TrainingTask(
                SPEC,
                TrainingOptions.defaults(SPEC)
                        .with("{\"schedule\": \"constant\"}")
                        .with(options));
        float[] parameters = Initialization.create(SPEC, 1);
        for (int round = 1; round <= 8; round++) {
            parameters = trainer.train(task, parameters, from, new TrainingRun(round, 8, 1), teacher)
                    .parameters();
        }
        return parameters;
    }

    private double accuracy(float[] parameters) {
        return new Evaluator(pool)
                .evaluate(SPEC, parameters, Models.samples(SPEC, 60, 2))
                .confusion()
                .accuracy();
    }

    /** Each sample is said to be of the next class. */
    private List<Sample> mislabelled() {
        int classes = SPEC.classes().size();
        return samples.stream()
                .map(sample -> new Sample(
                        sample.values(),
                        sample.features(),
                        (sample.label() + 1) % classes,
                        sample.group(),
                        sample.source()))
                .toList();
    }
}
