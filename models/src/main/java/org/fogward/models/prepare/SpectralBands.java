package org.fogward.models.prepare;

import java.util.Arrays;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * Bands of frequencies whose borders grow in proportion, up to half the sampling rate; what does not change at all is in none.
 *
 * @param edges the first bin of each band of a discrete Fourier transform, and the one after the last
 */
record SpectralBands(int[] edges) {

    private static final int MOST = 8;
    /** Keeps the logarithm of a band without any power finite. */
    private static final double SMALLEST_POWER = 1e-6;

    /** The bands of signals of so many steps, which are lengthened with zeros to a power of two. */
    static SpectralBands of(int steps) {
        int half = length(steps) / 2;
        int[] edges = new int[count(steps) + 1];
        for (int i = 0; i < edges.length; i++) {
            int inProportion = (int) Math.round(Math.pow(half, (double) i / MOST));
            edges[i] = i == 0 ? 1 : Math.max(edges[i - 1] + 1, inProportion);
        }
        edges[edges.length - 1] = half + 1;
        return new SpectralBands(edges);
    }

    /** How many bands signals of so many steps have. */
    static int count(int steps) {
        return Math.min(MOST, length(steps) / 2);
    }

    /** The natural logarithm of the mean power in each band of a signal. */
    float[] logPowers(double[] signal) {
        int length = length(signal.length);
        double[][] bins = {Arrays.copyOf(signal, length), new double[length]};
        FastFourierTransformer.transformInPlace(bins, DftNormalization.STANDARD, TransformType.FORWARD);
        float[] powers = new float[edges.length - 1];
        for (int band = 0; band < powers.length; band++) {
            double sum = 0;
            for (int bin = edges[band]; bin < edges[band + 1]; bin++) {
                sum += (bins[0][bin] * bins[0][bin] + bins[1][bin] * bins[1][bin]) / signal.length;
            }
            powers[band] = (float) Math.log(SMALLEST_POWER + sum / (edges[band + 1] - edges[band]));
        }
        return powers;
    }

    private static int length(int steps) {
        return steps == 1 ? 1 : 2 * Integer.highestOneBit(steps - 1);
    }
}
