package org.fogward.models.prune;

import java.util.List;
import org.fogward.models.spec.InvertedResidual;
import org.fogward.models.spec.ModelSpec;

/**
 * How much each hidden channel matters. Scores of different blocks can be compared and added. The arrays are not copied;
 * nobody changes them.
 *
 * @param blocks for each block a score for each of its hidden channels, finite and not negative
 */
public record ChannelScores(List<double[]> blocks) {

    /**
     * Checks the scores.
     *
     * @throws IllegalArgumentException naming the one that is negative or not finite
     */
    public ChannelScores {
        blocks = List.copyOf(blocks);
        for (int i = 0; i < blocks.size(); i++) {
            for (double score : blocks.get(i)) {
                if (!(score >= 0 && score < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException("scores[" + i + "]: " + score + " is negative or not finite");
                }
            }
        }
    }

    void requireFor(ModelSpec spec) {
        List<Integer> expected =
                spec.blocks().stream().map(InvertedResidual::hidden).toList();
        List<Integer> actual = blocks.stream().map(scores -> scores.length).toList();
        if (!actual.equals(expected)) {
            throw new IllegalArgumentException("scores: of " + actual + " channels where the model has " + expected);
        }
    }
}
