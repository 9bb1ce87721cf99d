package org.fogward.protocol.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.fogward.protocol.update.UpdateShape;
import org.fogward.protocol.update.UpdateShape.Segment;
import org.fogward.protocol.update.UpdateShape.Travel;

/** An update as large as MobileNetV2's (Sandler et al., CVPR 2018) without its last layer: 2.2 million parameters. */
final class LargeUpdate {
    /** Channels, how often, and by how much blocks widen. */
    private static final int[][] BLOCKS = {
        {16, 1, 1}, {24, 2, 6}, {32, 3, 6}, {64, 4, 6}, {96, 3, 6}, {160, 3, 6}, {320, 1, 6}
    };

    private final List<Segment> segments = new ArrayList<>();

    private LargeUpdate() {}

    static UpdateShape shape() {
        LargeUpdate update = new LargeUpdate();
        int in = 32;
        update.layer(in, 27);
        for (int[] block : BLOCKS) {
            for (int i = 0; i < block[1]; i++) {
                int wide = in * block[2];
                if (wide > in) {
                    update.layer(wide, in);
                }
                update.layer(wide, 9);
                update.layer(block[0], wide);
                in = block[0];
            }
        }
        update.layer(1280, in);
        return UpdateShape.of(update.segments);
    }

    /** Laplace values whose size differs between segments and filters. */
    static float[] values(UpdateShape shape) {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[shape.parameters()];
        int at = 0;
        for (Segment segment : shape.segments()) {
            double size = 1e-3 * Math.exp(random.nextGaussian() / 2);
            double filter = 1;
            for (int i = 0; i < segment.length(); i++) {
                if (segment.row() > 1 && i % segment.row() == 0) {
                    filter = Math.exp(random.nextGaussian() / 2);
                }
                double magnitude = -size * filter * Math.log(1 - random.nextDouble());
                values[at++] = (float) (random.nextBoolean() ? magnitude : -magnitude);
            }
        }
        return values;
    }

    /** A kernel and its normalisation. */
    private void layer(int filters, int row) {
        segments.add(new Segment(filters * row, row, Travel.CHOSEN));
        segments.add(new Segment(filters, 1, Travel.CHOSEN));
        segments.add(new Segment(filters, 1, Travel.CHOSEN));
        segments.add(new Segment(filters, 1, Travel.NOTHING));
        segments.add(new Segment(filters, 1, Travel.NOTHING));
    }
}
