package org.fogward.models.spec;

import java.util.List;

/** Which hidden channels a model may have. */
final class HiddenRules {

    private HiddenRules() {}

    /** Checks the hidden channels and gives their only spelling: none where nothing is pruned. */
    static List<Integer> normalized(ModelFamily family, double width, List<Integer> hidden) {
        if (hidden.isEmpty()) {
            return List.of();
        }
        if (family != ModelFamily.MOBILENET) {
            throw new IllegalArgumentException("hidden: " + family.text() + " has no blocks; only mobilenet has");
        }
        List<InvertedResidual> blocks = InvertedResidual.unpruned(width);
        if (hidden.size() != blocks.size()) {
            throw new IllegalArgumentException(
                    "hidden: " + hidden.size() + " numbers where there are " + blocks.size() + " blocks");
        }
        for (int i = 0; i < blocks.size(); i++) {
            check("hidden[" + i + "]: " + hidden.get(i), blocks.get(i), hidden.get(i));
        }
        boolean whole =
                hidden.equals(blocks.stream().map(InvertedResidual::hidden).toList());
        return whole ? List.of() : List.copyOf(hidden);
    }

    private static void check(String what, InvertedResidual block, int channels) {
        if (!block.expands() && channels != block.hidden()) {
            throw new IllegalArgumentException(
                    what + " is not " + block.hidden() + ", the input of a block that does not expand");
        }
        if (channels < ChannelWidth.STEP || channels % ChannelWidth.STEP != 0 || channels > block.hidden()) {
            throw new IllegalArgumentException(
                    what + " is not a positive multiple of " + ChannelWidth.STEP + " up to " + block.hidden());
        }
    }
}
