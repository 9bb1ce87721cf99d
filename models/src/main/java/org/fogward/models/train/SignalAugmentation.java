package org.fogward.models.train;

import java.util.SplittableRandom;
import org.fogward.models.data.SampleShape;

/** Varies a signal's amplitude, adds noise in proportion to it, and moves it in time; the ends are held. */
record SignalAugmentation(SampleShape shape, double strength) implements Augmentation {

    private static final double SCALE = 0.3;
    private static final double NOISE = 0.09;
    private static final double SHIFT = 0.075;

    @Override
    public void vary(float[] source, float[] target, int offset, SplittableRandom random) {
        int steps = shape.width();
        int channels = shape.channels();
        double scale = 1 + strength * SCALE * random.nextDouble(-1, 1);
        int reach = (int) (strength * SHIFT * steps);
        int shift = reach == 0 ? 0 : random.nextInt(-reach, reach + 1);
        for (int channel = 0; channel < channels; channel++) {
            double noise = strength * NOISE * deviation(source, channel);
            for (int step = 0; step < steps; step++) {
                int from = Math.clamp(step + shift, 0, steps - 1);
                target[offset + step * channels + channel] =
                        (float) (scale * source[from * channels + channel] + noise * random.nextGaussian());
            }
        }
    }

    private double deviation(float[] source, int channel) {
        double sum = 0;
        double squares = 0;
        for (int step = 0; step < shape.width(); step++) {
            double value = source[step * shape.channels() + channel];
            sum += value;
            squares += value * value;
        }
        double mean = sum / shape.width();
        return Math.sqrt(Math.max(0, squares / shape.width() - mean * mean));
    }
}
