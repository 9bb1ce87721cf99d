package org.fogward.models.prune;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.fogward.models.cost.NetworkCost;
import org.fogward.models.spec.ChannelWidth;
import org.fogward.models.spec.InvertedResidual;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;

/**
 * How many multiply-adds a model may have after pruning.
 *
 * @param spec the model before, of the family {@code mobilenet}; it may be pruned already
 * @param keep share of the unpruned network's multiply-adds, above 0 and up to 1
 */
public record ComputeBudget(ModelSpec spec, double keep) {

    /**
     * Checks that the model can be pruned so far.
     *
     * @throws IllegalArgumentException naming the family or the share that cannot be
     */
    public ComputeBudget {
        if (spec.family() != ModelFamily.MOBILENET) {
            throw new IllegalArgumentException(
                    "family: " + spec.family().text() + " cannot be pruned; only mobilenet can");
        }
        if (!(keep > 0 && keep <= 1)) {
            throw new IllegalArgumentException("keep: " + keep + " is not above 0 and up to 1");
        }
        long whole = multiplyAdds(spec.withHidden(List.of()));
        long least = multiplyAdds(spec.withHidden(spec.blocks().stream()
                .map(block -> block.expands() ? ChannelWidth.STEP : block.hidden())
                .toList()));
        if (least > keep * whole) {
            throw new IllegalArgumentException("keep: " + keep + " would leave a block nothing; the least is "
                    + Math.ceil(1000.0 * least / whole) / 1000);
        }
    }

    /**
     * Chooses the channels that stay: groups of {@value ChannelWidth#STEP} go, those of the least score for their
     * multiply-adds first, until the model is within the budget. Every block keeps a group.
     *
     * @param scores of the model before
     * @throws IllegalArgumentException where the scores are another model's
     */
    public KeptChannels choose(ChannelScores scores) {
        List<List<Integer>> kept = new ArrayList<>();
        for (InvertedResidual block : spec.blocks()) {
            kept.add(new ArrayList<>(IntStream.range(0, block.hidden()).boxed().toList()));
        }
        scores.requireFor(spec);
        double most = keep * multiplyAdds(spec.withHidden(List.of()));
        long now = multiplyAdds(spec);
        for (ChannelGroup group : ChannelGroup.inOrder(spec, scores)) {
            if (now <= most) {
                break;
            }
            kept.get(group.block()).removeAll(group.channels());
            now -= group.multiplyAdds();
        }
        return new KeptChannels(spec, kept);
    }

    private static long multiplyAdds(ModelSpec spec) {
        return NetworkCost.of(spec).multiplyAdds();
    }
}
