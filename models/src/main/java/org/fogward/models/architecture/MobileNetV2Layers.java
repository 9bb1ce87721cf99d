package org.fogward.models.architecture;

import java.util.Map;
import org.fogward.models.spec.Head;
import org.fogward.models.spec.InvertedResidual;
import org.fogward.models.spec.ModelSpec;

/** MobileNetV2 (Sandler et al., CVPR 2018, table 2). */
final class MobileNetV2Layers {

    private static final int LAST_CHANNELS = 1280;
    private static final int KERNEL = 3;
    /** After which blocks the head with levels looks, and at how many areas each way. */
    private static final Map<Integer, Integer> LEVELS = Map.of(1, 6, 3, 6, 6, 3, 10, 3, 13, 3, 17, 1);

    private MobileNetV2Layers() {}

    static void append(LayerChain chain, ModelSpec spec) {
        chain.convolve("stem", InvertedResidual.stemChannels(spec.width()), KERNEL, KERNEL, 2)
                .rectify("stem-relu", true);
        int number = 0;
        for (InvertedResidual block : spec.blocks()) {
            number++;
            append(chain, new BlockLayers(number), block);
            if (spec.head() == Head.LEVELS && LEVELS.containsKey(number)) {
                chain.level("level" + number, LEVELS.get(number));
            }
        }
        if (spec.head() == Head.LEVELS) {
            chain.joinLevels().joinFeatures();
            return;
        }
        // The published networks keep the last layer's width where the multiplier is under 1.
        int last = Math.max(LAST_CHANNELS, chain.scaled(LAST_CHANNELS));
        chain.convolve("last", last, 1, 1, 1)
                .rectify("last-relu", true)
                .average()
                .joinFeatures();
    }

    private static void append(LayerChain chain, BlockLayers names, InvertedResidual block) {
        String shortcut = chain.last();
        if (block.expands()) {
            chain.convolve(names.expand(), block.hidden(), 1, 1, 1).rectify(names.expand() + "-relu", true);
        }
        chain.convolveDepthwise(names.depthwise(), KERNEL, block.stride()).rectify(names.depthwise() + "-relu", true);
        chain.convolve(names.project(), block.out(), 1, 1, 1);
        if (block.hasShortcut()) {
            chain.add(names.add(), shortcut);
        }
    }
}
