package org.fogward.models.prune;

import java.util.List;
import org.fogward.models.spec.InvertedResidual;
import org.fogward.models.spec.ModelSpec;

/**
 * Which hidden channels of a model stay.
 *
 * @param from the model before, of the family {@code mobilenet}; it may be pruned already
 * @param channels for each block the indices of its hidden channels that stay, ascending; as many as a specification allows
 */
public record KeptChannels(ModelSpec from, List<List<Integer>> channels) {

    /**
     * Checks the indices.
     *
     * @throws IllegalArgumentException naming the block whose channels do not fit
     */
    public KeptChannels {
        List<InvertedResidual> blocks = from.blocks();
        if (blocks.isEmpty() || channels.size() != blocks.size()) {
            throw new IllegalArgumentException(
                    "channels: " + channels.size() + " lists where the model has " + blocks.size() + " blocks");
        }
        channels = channels.stream().map(List::copyOf).toList();
        for (int i = 0; i < blocks.size(); i++) {
            int last = -1;
            for (int channel : channels.get(i)) {
                if (channel <= last || channel >= blocks.get(i).hidden()) {
                    throw new IllegalArgumentException(
                            "channels[" + i + "]: " + channel + " is not an ascending index below "
                                    + blocks.get(i).hidden());
                }
                last = channel;
            }
        }
        smaller(from, channels);
    }

    /** The model after. */
    public ModelSpec spec() {
        return smaller(from, channels);
    }

    /** Where its parameters come from. */
    public ParameterSelection selection() {
        return SelectionList.of(this);
    }

    private static ModelSpec smaller(ModelSpec from, List<List<Integer>> channels) {
        return from.withHidden(channels.stream().map(List::size).toList());
    }
}
