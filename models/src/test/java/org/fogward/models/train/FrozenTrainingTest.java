package org.fogward.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.fogward.models.Models;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.data.Sample;
import org.fogward.models.data.SampleShape;
import org.fogward.models.evaluate.Evaluator;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrozenTrainingTest {

    private static final ModelSpec MOBILENET =
            new ModelSpec(ModelFamily.MOBILENET, new SampleShape(32, 32, 1), 0, 0.35, List.of("clear", "shaded"));
    private static final TrainingRun FIRST = new TrainingRun(1, 10, 3);

    private final NetworkPool pool = new NetworkPool(1);
    private final LocalTrainer trainer = new LocalTrainer(pool);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void frozen_blocks_keep_every_bit_of_their_parameters() {
        float[] start = Initialization.create(MOBILENET, 1);
        float[] after = train(MOBILENET, "{\"frozenBlocks\": 12, \"epochs\": 2}", start, FIRST);
        for (Segment segment : ParameterLayout.of(MOBILENET).segments()) {
            boolean same =
                    Arrays.equals(start, segment.offset(), segment.end(), after, segment.offset(), segment.end());
            boolean last = segment.name().startsWith("output") || segment.name().startsWith("last/");
            if (last || isFrozen(segment.name())) {
                assertThat(same).as(segment.name()).isEqualTo(!last);
            }
        }
    }

    @Test
    void a_trainer_that_saw_the_examples_before_gives_the_same_bits() {
        float[] start = Initialization.create(MOBILENET, 1);
        String changes = "{\"frozenBlocks\": 12}";
        TrainingRun second = new TrainingRun(2, 10, 3);
        train(MOBILENET, changes, start, FIRST);
        float[] remembered = train(MOBILENET, changes, start, second);
        float[] fresh = new LocalTrainer(pool)
                .train(task(MOBILENET, changes), start, Models.samples(MOBILENET, 24, 1), second)
                .parameters();
        assertThat(remembered).isEqualTo(fresh);
    }

    @Test
    void another_front_is_not_mistaken_for_the_one_before() {
        String changes = "{\"frozenBlocks\": 12}";
        float[] other = Initialization.create(MOBILENET, 2);
        train(MOBILENET, changes, Initialization.create(MOBILENET, 1), FIRST);
        float[] after = train(MOBILENET, changes, other, FIRST);
        assertThat(after)
                .isEqualTo(new LocalTrainer(pool)
                        .train(task(MOBILENET, changes), other, Models.samples(MOBILENET, 24, 1), FIRST)
                        .parameters());
    }

    @ParameterizedTest
    @MethodSource("org.fogward.models.Models#all")
    void all_blocks_can_be_frozen_and_no_more(ModelSpec spec) {
        int blocks = Architecture.of(spec).blocks();
        float[] start = Initialization.create(spec, 1);
        assertThat(train(spec, "{\"frozenBlocks\": " + blocks + "}", start, FIRST))
                .isNotEqualTo(start);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> train(spec, "{\"frozenBlocks\": " + (blocks + 1) + "}", start, FIRST))
                .withMessageContaining("frozenBlocks: " + (blocks + 1));
    }

    @Test
    void refuses_to_freeze_more_blocks_than_there_are() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> train(MOBILENET, "{\"frozenBlocks\": 18}", Initialization.create(MOBILENET, 1), FIRST))
                .withMessageContaining("frozenBlocks: 18, but the network has 17 blocks");
    }

    static List<ModelSpec> convolutional() {
        return List.of(Models.MOTION, Models.ECG, Models.COMPACT);
    }

    @ParameterizedTest
    @MethodSource("convolutional")
    void a_network_learns_on_behind_its_frozen_first_block(ModelSpec spec) {
        float[] parameters = Initialization.create(spec, 1);
        List<Sample> samples = Models.samples(spec, 120, 1);
        String changes = "{\"frozenBlocks\": 1, \"epochs\": 6, \"batchSize\": 16, \"schedule\": \"constant\"}";
        // The front needs running statistics of its inputs before it can be frozen.
        parameters = trainer.train(task(spec, "{\"epochs\": 2, \"batchSize\": 16}"), parameters, samples, FIRST)
                .parameters();
        for (int round = 1; round <= 3; round++) {
            parameters = trainer.train(task(spec, changes), parameters, samples, new TrainingRun(round, 4, 1))
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
    void frozen_normalisation_keeps_running_statistics(ModelSpec spec) {
        float[] start = Initialization.create(spec, 1);
        float[] after = train(spec, "{\"normalization\": \"frozen\"}", start, FIRST);
        assertThat(after).isNotEqualTo(start);
        for (Segment segment : ParameterLayout.of(spec).segments(kind -> kind.isStatistic())) {
            assertThat(Arrays.equals(start, segment.offset(), segment.end(), after, segment.offset(), segment.end()))
                    .as(segment.name())
                    .isTrue();
        }
    }

    @Test
    void clipping_of_examples_needs_frozen_normalisation() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> task(Models.MOTION, "{\"exampleClip\": 1}"))
                .withMessageContaining("exampleClip");
    }

    private float[] train(ModelSpec spec, String changes, float[] start, TrainingRun run) {
        return trainer.train(task(spec, changes), start, Models.samples(spec, 24, 1), run)
                .parameters();
    }

    private static boolean isFrozen(String segment) {
        return segment.startsWith("stem") || segment.matches("block([1-9]|1[0-2])-.*");
    }

    private static TrainingTask task(ModelSpec spec, String changes) {
        return new TrainingTask(
                spec, TrainingOptions.defaults(spec).with("{\"batchSize\": 8}").with(changes));
    }
}
