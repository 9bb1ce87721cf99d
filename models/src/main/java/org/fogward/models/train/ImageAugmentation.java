package org.fogward.models.train;

import java.util.SplittableRandom;
import org.fogward.models.data.SampleShape;

/** Shifts, turns and zooms an image a little, with linear interpolation, and varies its contrast; edges are held. */
record ImageAugmentation(SampleShape shape, double strength) implements Augmentation {

    private static final double SHIFT = 0.06;
    private static final double TURN = 0.14;
    private static final double ZOOM = 0.1;
    private static final double CONTRAST = 0.2;
    private static final double BRIGHTNESS = 0.15;

    @Override
    public void vary(float[] source, float[] target, int offset, SplittableRandom random) {
        double angle = within(TURN, random);
        double zoom = 1 + within(ZOOM, random);
        double cosine = Math.cos(angle) * zoom;
        double sine = Math.sin(angle) * zoom;
        double middleY = (shape.height() - 1) / 2.0;
        double middleX = (shape.width() - 1) / 2.0;
        double fromY = middleY + within(SHIFT, random) * shape.height();
        double fromX = middleX + within(SHIFT, random) * shape.width();
        float contrast = (float) (1 + within(CONTRAST, random));
        float brightness = (float) within(BRIGHTNESS, random);
        int to = offset;
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                double sourceY = fromY + (y - middleY) * cosine + (x - middleX) * sine;
                double sourceX = fromX - (y - middleY) * sine + (x - middleX) * cosine;
                for (int channel = 0; channel < shape.channels(); channel++) {
                    target[to++] = contrast * pixel(source, sourceY, sourceX, channel) + brightness;
                }
            }
        }
    }

    private double within(double reach, SplittableRandom random) {
        return strength * reach * random.nextDouble(-1, 1);
    }

    private float pixel(float[] source, double y, double x, int channel) {
        double heldY = Math.clamp(y, 0, shape.height() - 1.0);
        double heldX = Math.clamp(x, 0, shape.width() - 1.0);
        int top = (int) heldY;
        int left = (int) heldX;
        int down = top + 1 < shape.height() ? shape.width() * shape.channels() : 0;
        int right = left + 1 < shape.width() ? shape.channels() : 0;
        int at = (top * shape.width() + left) * shape.channels() + channel;
        float shareY = (float) (heldY - top);
        float shareX = (float) (heldX - left);
        float upper = source[at] + shareX * (source[at + right] - source[at]);
        float lower = source[at + down] + shareX * (source[at + down + right] - source[at + down]);
        return upper + shareY * (lower - upper);
    }
}
