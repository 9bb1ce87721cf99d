package org.fogward.models.prepare;

import org.fogward.models.data.SampleShape;

/**
 * Resizes images along one axis after the other. Shrinking averages over the area that a pixel covers, which keeps fine
 * texture from turning into false patterns; enlarging interpolates linearly.
 */
final class ImageResizing {

    /** Which source positions make up each target position, and with what weight. */
    private record Taps(int[] first, float[][] weights) {}

    private ImageResizing() {}

    static float[] resize(float[] pixels, SampleShape from, SampleShape to) {
        int channels = from.channels();
        Taps rows = taps(from.height(), to.height());
        Taps columns = taps(from.width(), to.width());
        float[] narrowed = new float[from.height() * to.width() * channels];
        for (int y = 0; y < from.height(); y++) {
            combine(
                    pixels,
                    y * from.width() * channels,
                    channels,
                    narrowed,
                    y * to.width() * channels,
                    columns,
                    channels);
        }
        float[] result = new float[to.values()];
        combine(narrowed, 0, to.width() * channels, result, 0, rows, to.width() * channels);
        return result;
    }

    /** Target block i becomes the weighted sum of source blocks of the same length. */
    private static void combine(
            float[] source, int sourceOffset, int stride, float[] target, int targetOffset, Taps taps, int length) {
        for (int i = 0; i < taps.first().length; i++) {
            float[] weights = taps.weights()[i];
            for (int tap = 0; tap < weights.length; tap++) {
                int from = sourceOffset + (taps.first()[i] + tap) * stride;
                int to = targetOffset + i * length;
                for (int k = 0; k < length; k++) {
                    target[to + k] += weights[tap] * source[from + k];
                }
            }
        }
    }

    private static Taps taps(int from, int to) {
        Taps taps = new Taps(new int[to], new float[to][]);
        double scale = (double) from / to;
        for (int i = 0; i < to; i++) {
            if (scale > 1) {
                average(taps, i, i * scale, Math.min(from, (i + 1) * scale));
            } else {
                interpolate(taps, i, Math.clamp((i + 0.5) * scale - 0.5, 0, from - 1.0), from);
            }
        }
        return taps;
    }

    private static void average(Taps taps, int i, double low, double high) {
        int first = (int) low;
        int count = (int) Math.ceil(high) - first;
        float[] weights = new float[count];
        for (int tap = 0; tap < count; tap++) {
            double covered = Math.min(high, first + tap + 1.0) - Math.max(low, first + tap);
            weights[tap] = (float) (covered / (high - low));
        }
        taps.first()[i] = first;
        taps.weights()[i] = weights;
    }

    private static void interpolate(Taps taps, int i, double position, int from) {
        int first = Math.min((int) position, Math.max(0, from - 2));
        float share = (float) (position - first);
        taps.first()[i] = first;
        taps.weights()[i] = from == 1 ? new float[] {1f} : new float[] {1f - share, share};
    }
}
