package org.fogward.models.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fogward.models.Models;
import org.fogward.models.spec.InvertedResidual;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeBudgetTest {

    private static final ModelSpec SPEC = Models.MOBILENET;

    @Test
    void groups_of_eight_go_and_at_least_one_stays_in_every_block() {
        KeptChannels kept = new ComputeBudget(SPEC, least()).choose(equalScores());
        for (int i = 0; i < SPEC.blocks().size(); i++) {
            assertThat(kept.channels().get(i).size() % 8).isZero();
            assertThat(kept.channels().get(i)).isNotEmpty();
        }
        assertThat(kept.channels().getFirst()).hasSize(SPEC.blocks().getFirst().hidden());
    }

    @Test
    void the_channels_that_matter_least_go_first() {
        List<double[]> scores = equalScores().blocks();
        int block = 12;
        int hidden = SPEC.blocks().get(block).hidden();
        List<Integer> weakest = List.of(3, 17, 18, 44, 60, 61, 100, hidden - 1);
        weakest.forEach(channel -> scores.get(block)[channel] = 1e-9);

        KeptChannels kept = new ComputeBudget(SPEC, 0.9999).choose(new ChannelScores(scores));

        for (int i = 0; i < SPEC.blocks().size(); i++) {
            int index = i;
            assertThat(kept.channels().get(i))
                    .isEqualTo(TrainedModels.stays(SPEC.blocks().get(i), c -> index != block || !weakest.contains(c)));
        }
    }

    @Test
    void what_matters_as_much_and_costs_more_goes_first() {
        KeptChannels kept = new ComputeBudget(SPEC, 0.9999).choose(equalScores());

        // At 32 pixels, block 2 works on the most positions.
        assertThat(kept.channels().get(1)).hasSize(SPEC.blocks().get(1).hidden() - 8);
        assertThat(kept.channels().subList(2, 17))
                .extracting(List::size)
                .isEqualTo(SPEC.blocks().subList(2, 17).stream()
                        .map(InvertedResidual::hidden)
                        .toList());
    }

    @Test
    void of_channels_that_matter_equally_the_first_stay() {
        KeptChannels kept = new ComputeBudget(SPEC, 0.5).choose(equalScores());
        for (List<Integer> channels : kept.channels()) {
            assertThat(channels)
                    .isEqualTo(IntStream.range(0, channels.size()).boxed().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.5, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
    void refuses_a_share_that_is_none(double keep) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ComputeBudget(SPEC, keep))
                .withMessage("keep: " + keep + " is not above 0 and up to 1");
    }

    @Test
    void refuses_a_share_that_would_leave_a_block_nothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ComputeBudget(SPEC, 0.01))
                .withMessage("keep: 0.01 would leave a block nothing; the least is " + least());
        assertThat(new ComputeBudget(SPEC, least()).keep()).isLessThan(0.5);
    }

    static List<ModelSpec> others() {
        return Models.all().stream()
                .filter(spec -> spec.family() != ModelFamily.MOBILENET)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("others")
    void refuses_models_of_other_families(ModelSpec spec) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ComputeBudget(spec, 0.5))
                .withMessage("family: " + spec.family().text() + " cannot be pruned; only mobilenet can");
    }

    @Test
    void refuses_scores_of_another_model() {
        List<double[]> scores = new ArrayList<>(equalScores().blocks());
        scores.set(5, new double[8]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ComputeBudget(SPEC, 0.5).choose(new ChannelScores(scores)))
                .withMessageStartingWith("scores: of [16, 48, 48, 48, 96, 8,");
        scores.set(5, new double[] {1, Double.NaN});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelScores(scores))
                .withMessage("scores[5]: NaN is negative or not finite");
    }

    /** The least share that the refusal of a smaller one names. */
    private static double least() {
        try {
            new ComputeBudget(SPEC, 0.001);
            throw new AssertionError("accepted");
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            return Double.parseDouble(message.substring(message.lastIndexOf(' ') + 1));
        }
    }

    private static ChannelScores equalScores() {
        return new ChannelScores(SPEC.blocks().stream()
                .map(block -> {
                    double[] scores = new double[block.hidden()];
                    Arrays.fill(scores, 1);
                    return scores;
                })
                .toList());
    }
}
