package org.fogward.models.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fogward.models.Models;
import org.fogward.models.architecture.BlockLayers;
import org.fogward.models.cost.NetworkCost;
import org.fogward.models.data.SampleShape;
import org.fogward.models.file.ModelFile;
import org.fogward.models.network.Batch;
import org.fogward.models.network.Dropout;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.network.Statistics;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrunedModelTest {

    private static final int SIZE = 8;

    private final NetworkPool pool = new NetworkPool(1);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void predicts_the_same_without_channels_that_nothing_comes_out_of() {
        ModelSpec spec =
                new ModelSpec(ModelFamily.MOBILENET, new SampleShape(64, 64, 3), 0, 0.35, List.of("a", "b", "c"));
        KeptChannels kept = TrainedModels.twoThirds(spec);
        ModelParameters whole = TrainedModels.silenced(TrainedModels.of(spec, 3), kept);

        ModelParameters smaller = PrunedModel.of(whole, kept).model();

        assertThat(smaller.values().length).isLessThan(whole.values().length);
        assertThat(probabilities(smaller)).containsExactly(probabilities(whole), within(1e-6f));
        ModelParameters audible = TrainedModels.of(spec, 3);
        assertThat(distance(probabilities(PrunedModel.of(audible, kept).model()), probabilities(audible)))
                .isGreaterThan(1e-3);
    }

    @Test
    void channels_that_always_give_the_same_go_without_a_trace() {
        KeptChannels kept = TrainedModels.twoThirds(Models.MOBILENET);
        ModelParameters whole = TrainedModels.mobilenet(4);
        ParameterLayout layout = ParameterLayout.of(whole.spec());
        for (int block = 0; block < kept.channels().size(); block++) {
            String norm = new BlockLayers(block + 1).depthwiseNorm();
            for (int c = 0; c < whole.spec().blocks().get(block).hidden(); c++) {
                if (!kept.channels().get(block).contains(c)) {
                    whole.values()[offset(layout, norm + "/gamma") + c] = 0;
                    whole.values()[offset(layout, norm + "/beta") + c] = 2;
                }
            }
        }

        assertThat(probabilities(PrunedModel.of(whole, kept).model()))
                .containsExactly(probabilities(whole), within(1e-4f));
    }

    @Test
    void the_channels_that_stay_have_the_same_gradient() {
        KeptChannels kept = TrainedModels.twoThirds(Models.MOBILENET);
        ModelParameters whole = TrainedModels.silenced(TrainedModels.mobilenet(4), kept);
        PrunedModel pruned = PrunedModel.of(whole, kept);

        float[] expected = pruned.selection().apply(gradient(whole));
        float[] gradient = gradient(pruned.model());

        double difference = 0;
        double length = 0;
        for (Segment segment : ParameterLayout.of(kept.spec()).segments(kind -> !kind.isStatistic())) {
            for (int i = segment.offset(); i < segment.end(); i++) {
                difference += Math.pow(gradient[i] - expected[i], 2);
                length += Math.pow(expected[i], 2);
            }
        }
        assertThat(Math.sqrt(difference / length)).isLessThan(1e-3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.9, 0.75, 0.5})
    void keeps_no_more_multiply_adds_than_the_share(double keep) {
        ModelParameters before = TrainedModels.mobilenet(5);
        ModelParameters after =
                PrunedModel.of(before, new ScaleImportance(), keep).model();

        double share = (double) cost(after.spec()) / cost(before.spec());
        assertThat(share).isLessThanOrEqualTo(keep).isGreaterThan(keep - 0.06);
    }

    @Test
    void gives_the_same_bytes_again() throws Exception {
        ModelParameters before = TrainedModels.mobilenet(6);
        PrunedModel first = PrunedModel.of(before, new ScaleImportance(), 0.7);
        PrunedModel second = PrunedModel.of(before, new ScaleImportance(), 0.7);

        byte[] file = ModelFile.encode(first.model().spec(), first.model().values());
        assertThat(ModelFile.encode(second.model().spec(), second.model().values()))
                .isEqualTo(file);
        assertThat(second.selection()).isEqualTo(first.selection()).hasSameHashCodeAs(first.selection());
        assertThat(ModelFile.decode(file).spec()).isEqualTo(first.model().spec());
        assertThat(ModelFile.decode(file).values()).isEqualTo(first.model().values());
    }

    @Test
    void goes_on_from_a_model_that_is_pruned_already() {
        ModelParameters whole = TrainedModels.mobilenet(7);
        PrunedModel once = PrunedModel.of(whole, new ScaleImportance(), 0.8);
        PrunedModel twice = PrunedModel.of(once.model(), new ScaleImportance(), 0.6);

        assertThat(cost(twice.model().spec())).isLessThanOrEqualTo((long) (0.6 * cost(whole.spec())));
        float[] both = once.selection().then(twice.selection()).apply(whole.values());
        for (Segment learnt : ParameterLayout.of(twice.model().spec()).segments(kind -> !kind.isStatistic())) {
            assertThat(Arrays.copyOfRange(both, learnt.offset(), learnt.end()))
                    .isEqualTo(Arrays.copyOfRange(twice.model().values(), learnt.offset(), learnt.end()));
        }
        assertThat(PrunedModel.of(once.model(), new ScaleImportance(), 0.8)
                        .model()
                        .values())
                .isEqualTo(once.model().values());
    }

    @Test
    void refuses_channels_of_another_model() {
        KeptChannels kept = TrainedModels.twoThirds(Models.MOBILENET);
        ModelParameters once = PrunedModel.of(TrainedModels.mobilenet(8), kept).model();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrunedModel.of(once, kept))
                .withMessageStartingWith("kept.from");
    }

    private static double distance(float[] first, float[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += Math.abs(first[i] - second[i]);
        }
        return sum;
    }

    private float[] probabilities(ModelParameters model) {
        return pool.with(model.spec(), network -> {
            network.load(model.values());
            return network.probabilities(batch(model.spec()));
        });
    }

    private float[] gradient(ModelParameters model) {
        return pool.with(model.spec(), network -> {
            float[] gradient = new float[model.values().length];
            network.load(model.values());
            network.gradient(batch(model.spec()), Statistics.OF_BATCH, gradient);
            return gradient;
        });
    }

    private static Batch batch(ModelSpec spec) {
        SplittableRandom random = new SplittableRandom(9);
        int classes = spec.classes().size();
        float[] values = new float[SIZE * spec.input().values()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        float[] targets = new float[SIZE * classes];
        float[] weights = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            targets[i * classes + i % classes] = 1;
            weights[i] = 1;
        }
        return new Batch(SIZE, values, new float[0], targets, weights, Dropout.NONE);
    }

    private static long cost(ModelSpec spec) {
        return NetworkCost.of(spec).multiplyAdds();
    }

    private static int offset(ParameterLayout layout, String name) {
        return layout.segments().stream()
                .filter(segment -> segment.name().equals(name))
                .findFirst()
                .orElseThrow()
                .offset();
    }
}
