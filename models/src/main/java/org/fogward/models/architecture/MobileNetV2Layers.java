package org.fogward.models.architecture;

import java.util.List;

/** MobileNetV2 (Sandler et al., CVPR 2018, table 2). */
final class MobileNetV2Layers {

    private static final int STEM_CHANNELS = 32;
    private static final int LAST_CHANNELS = 1280;
    private static final int KERNEL = 3;

    /** The expansion, output channels, repetitions and first stride of a row of the paper's table. */
    private record Stage(int expansion, int channels, int repeats, int stride) {}

    private static final List<Stage> STAGES = List.of(
            new Stage(1, 16, 1, 1),
            new Stage(6, 24, 2, 2),
            new Stage(6, 32, 3, 2),
            new Stage(6, 64, 4, 2),
            new Stage(6, 96, 3, 1),
            new Stage(6, 160, 3, 2),
            new Stage(6, 320, 1, 1));

    private MobileNetV2Layers() {}

    static void append(LayerChain chain) {
        chain.convolve("stem", chain.scaled(STEM_CHANNELS), KERNEL, KERNEL, 2).rectify("stem-relu", true);
        int block = 0;
        for (Stage stage : STAGES) {
            for (int repeat = 0; repeat < stage.repeats(); repeat++) {
                block++;
                invertedResidual(chain, "block" + block, stage, repeat == 0 ? stage.stride() : 1);
            }
        }
        // The published networks keep the last layer's width where the multiplier is under 1.
        int last = Math.max(LAST_CHANNELS, chain.scaled(LAST_CHANNELS));
        chain.convolve("last", last, 1, 1, 1)
                .rectify("last-relu", true)
                .average()
                .joinFeatures();
    }

    private static void invertedResidual(LayerChain chain, String name, Stage stage, int stride) {
        String shortcut = chain.last();
        int in = chain.channels();
        int out = chain.scaled(stage.channels());
        if (stage.expansion() > 1) {
            chain.convolve(name + "-expand", in * stage.expansion(), 1, 1, 1).rectify(name + "-expand-relu", true);
        }
        chain.convolveDepthwise(name + "-depthwise", KERNEL, stride).rectify(name + "-depthwise-relu", true);
        chain.convolve(name + "-project", out, 1, 1, 1);
        if (stride == 1 && in == out) {
            chain.add(name + "-add", shortcut);
        }
    }
}
