package org.fogward.models.prune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.fogward.models.spec.ChannelWidth;
import org.fogward.models.spec.InvertedResidual;
import org.fogward.models.spec.ModelSpec;

/**
 * Hidden channels of a block that go together, as many as the kernels take at a time.
 *
 * @param block index of the block
 * @param channels indices of its hidden channels
 * @param multiplyAdds what they cost
 * @param score how much they matter
 */
record ChannelGroup(int block, List<Integer> channels, long multiplyAdds, double score) {

    /** What the groups matter for what they cost, the least first. */
    private static final Comparator<ChannelGroup> BY_WORTH =
            Comparator.comparingDouble(group -> group.score() / group.multiplyAdds());

    /**
     * Everything that can be pruned, in the order in which it goes. Within a block the channels of the least score go
     * first, of equal ones those of the highest index; of equal groups those of the first block. The last group of a
     * block is not among them.
     */
    static List<ChannelGroup> inOrder(ModelSpec spec, ChannelScores scores) {
        List<InvertedResidual> blocks = spec.blocks();
        List<Long> costs = GroupCost.of(spec);
        List<ChannelGroup> groups = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).expands()) {
                addGroups(i, costs.get(i), scores.blocks().get(i), groups);
            }
        }
        // The sort is stable, so what is equal stays in order.
        return groups.stream().sorted(BY_WORTH).toList();
    }

    private static void addGroups(int block, long cost, double[] scores, List<ChannelGroup> groups) {
        List<Integer> order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(channel -> scores[channel])
                        .thenComparing(Comparator.reverseOrder()))
                .toList();
        for (int from = 0; from + ChannelWidth.STEP < order.size(); from += ChannelWidth.STEP) {
            List<Integer> channels = order.subList(from, from + ChannelWidth.STEP);
            double score =
                    channels.stream().mapToDouble(channel -> scores[channel]).sum();
            groups.add(new ChannelGroup(block, channels, cost, score));
        }
    }
}
