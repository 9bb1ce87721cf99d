package org.fogward.models.spec;

import java.util.ArrayList;
import java.util.List;

/**
 * A block of MobileNetV2 (Sandler et al., CVPR 2018, table 2): expansion, depthwise convolution, projection.
 *
 * @param in channels of its input
 * @param hidden channels between expansion and projection; those of the input where the block does not expand
 * @param out channels of its output
 * @param stride 1 or 2
 * @param expands whether it begins with an expansion; all but the first do
 */
public record InvertedResidual(int in, int hidden, int out, int stride, boolean expands) {

    private static final int STEM_CHANNELS = 32;

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

    /** Output channels of the convolution before the first block. */
    public static int stemChannels(double width) {
        return ChannelWidth.scaled(STEM_CHANNELS, width);
    }

    /** The 17 blocks of a network of this width from which nothing is pruned. */
    public static List<InvertedResidual> unpruned(double width) {
        List<InvertedResidual> blocks = new ArrayList<>();
        int in = stemChannels(width);
        for (Stage stage : STAGES) {
            int out = ChannelWidth.scaled(stage.channels(), width);
            for (int repeat = 0; repeat < stage.repeats(); repeat++) {
                int stride = repeat == 0 ? stage.stride() : 1;
                blocks.add(new InvertedResidual(in, in * stage.expansion(), out, stride, stage.expansion() > 1));
                in = out;
            }
        }
        return blocks;
    }

    /** Whether the input is added to the output. */
    public boolean hasShortcut() {
        return stride == 1 && in == out;
    }

    /** The same block with other hidden channels. */
    public InvertedResidual withHidden(int channels) {
        return new InvertedResidual(in, channels, out, stride, expands);
    }
}
