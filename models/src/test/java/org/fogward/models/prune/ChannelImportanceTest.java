package org.fogward.models.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.fogward.models.Models;
import org.fogward.models.data.Sample;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.network.Statistics;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.prepare.Preprocessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelImportanceTest {

    private final NetworkPool pool = new NetworkPool(1);
    private final List<Sample> samples = Models.samples(Models.MOBILENET, 40, 3);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void scale_divides_what_a_block_costs_by_what_channels_contribute_to_its_output() {
        ModelParameters model = TrainedModels.mobilenet(1);
        ParameterLayout layout = ParameterLayout.of(model.spec());
        fill(model, layout, "block4-depthwise-norm/gamma", 1);
        fill(model, layout, "block4-depthwise-norm/beta", 0);
        fill(model, layout, "block4-project/W", 1);
        int width = 16;
        for (int o = 0; o < width; o++) {
            set(model, layout, "block4-project/W", 5 * width + o, -2);
            set(model, layout, "block4-project/W", 6 * width + o, 0);
        }
        set(model, layout, "block4-depthwise-norm/gamma", 7, 0);

        double[] scores = new ScaleImportance().scores(model).blocks().get(3);

        double sum = 48 - 3 + 4;
        double cost = Arrays.stream(scores).sum();
        assertThat(scores).hasSize(48);
        assertThat(scores[5] / cost).isCloseTo(4 / sum, within(1e-9));
        assertThat(scores[6]).isZero();
        assertThat(scores[7]).isZero();
        assertThat(scores[8] / cost).isCloseTo(1 / sum, within(1e-9));
        // Block 4 goes from 8 channels at 8 x 8 positions over 48 to 16 at 4 x 4.
        assertThat(cost).isCloseTo(48 * (64 * 8 + 16 * 9 + 16 * 16), within(1e-3));
    }

    @Test
    void a_block_without_any_scale_scores_nothing() {
        ModelParameters model = TrainedModels.mobilenet(1);
        ParameterLayout layout = ParameterLayout.of(model.spec());
        fill(model, layout, "block9-depthwise-norm/gamma", 0);
        assertThat(new ScaleImportance().scores(model).blocks().get(8)).containsOnly(0);
    }

    @Test
    void channels_that_nothing_comes_out_of_go_first() {
        KeptChannels expected = TrainedModels.twoThirds(Models.MOBILENET);
        ModelParameters model = TrainedModels.silenced(TrainedModels.mobilenet(2), expected);
        for (ChannelImportance importance : List.of(new ScaleImportance(), new TaylorImportance(pool, samples, 1))) {
            ChannelScores scores = importance.scores(model);
            for (int i = 0; i < expected.channels().size(); i++) {
                double[] block = scores.blocks().get(i);
                List<Integer> stays = expected.channels().get(i);
                double most = 0;
                double least = Double.POSITIVE_INFINITY;
                for (int c = 0; c < block.length; c++) {
                    most = stays.contains(c) ? most : Math.max(most, block[c]);
                    least = stays.contains(c) ? Math.min(least, block[c]) : least;
                }
                assertThat(most).isZero();
                assertThat(least).isNotNegative();
            }
        }
    }

    @Test
    void taylor_scores_follow_from_the_model_the_samples_and_the_seed() {
        ModelParameters model = TrainedModels.mobilenet(3);
        ChannelScores first = new TaylorImportance(pool, samples, 1).scores(model);
        ChannelScores again = new TaylorImportance(pool, samples, 1).scores(model);
        ChannelScores other = new TaylorImportance(pool, samples, 2).scores(model);

        for (int i = 0; i < first.blocks().size(); i++) {
            assertThat(again.blocks().get(i)).isEqualTo(first.blocks().get(i));
        }
        assertThat(other.blocks().get(5)).isNotEqualTo(first.blocks().get(5));
        assertThat(Arrays.stream(first.blocks().get(5)).sum()).isPositive();
    }

    @Test
    void taylor_adds_up_the_squares_of_factor_times_gradient() {
        ModelParameters model = TrainedModels.mobilenet(4);
        List<Sample> few = samples.subList(0, 12);
        double[] scores =
                new TaylorImportance(pool, few, 5).scores(model).blocks().get(6);
        ParameterLayout layout = ParameterLayout.of(model.spec());
        float[] gradient = gradient(model, few);

        double[] expected = new double[scores.length];
        for (String name : List.of("block7-expand-norm/gamma", "block7-depthwise-norm/gamma")) {
            Segment segment = segment(layout, name);
            for (int c = 0; c < expected.length; c++) {
                double change = (double) model.values()[segment.offset() + c] * gradient[segment.offset() + c];
                expected[c] += change * change;
            }
        }
        double largest = Arrays.stream(expected).max().orElseThrow();
        for (int c = 0; c < expected.length; c++) {
            assertThat(scores[c]).isCloseTo(expected[c], within(1e-2 * largest));
        }
    }

    @Test
    void taylor_refuses_too_few_samples_and_a_model_that_has_diverged() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TaylorImportance(pool, samples.subList(0, 3), 1))
                .withMessage("samples: 3 are fewer than 4");
        ModelParameters model = TrainedModels.mobilenet(5);
        Arrays.fill(model.values(), Float.MAX_VALUE);
        TaylorImportance importance = new TaylorImportance(pool, samples, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> importance.scores(model))
                .withMessageStartingWith("scores[");
    }

    /** One batch, in the samples' own order: the sum over a batch hardly depends on it. */
    private float[] gradient(ModelParameters model, List<Sample> batch) {
        return pool.with(model.spec(), network -> {
            float[] gradient = new float[model.values().length];
            network.load(model.values());
            LabelledBatches batches =
                    new LabelledBatches(Preprocessor.of(model.spec()).prepare(batch), 2, 99);
            network.gradient(batches.get(0), Statistics.OF_BATCH, gradient);
            return gradient;
        });
    }

    private static void fill(ModelParameters model, ParameterLayout layout, String name, float value) {
        Segment segment = segment(layout, name);
        Arrays.fill(model.values(), segment.offset(), segment.end(), value);
    }

    private static void set(ModelParameters model, ParameterLayout layout, String name, int channel, float value) {
        model.values()[segment(layout, name).offset() + channel] = value;
    }

    private static Segment segment(ParameterLayout layout, String name) {
        return layout.segments().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
