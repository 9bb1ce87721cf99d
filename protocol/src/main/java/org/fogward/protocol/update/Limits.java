package org.fogward.protocol.update;

/**
 * Which coordinates of which segments are chosen: those whose magnitude, times the segment's weight, is in a higher bin than the
 * limit's, and the first ones within the limit's bin. Magnitudes in that order need no sorting, and equal ones no lot.
 */
final class Limits {
    /** A bin is an exponent and the seven first bits of a fraction: less than 1 % wide. */
    static final int BIN_SHIFT = 16;

    static final int BINS = 1 << Integer.SIZE - 1 - BIN_SHIFT;
    /** What is smaller, is never chosen. */
    static final int FIRST_BIN = Float.floatToRawIntBits(Float.MIN_NORMAL) >>> BIN_SHIFT;

    private final float[] weights;
    private final int[] bins;
    private final int[] within;
    private int chosen;

    Limits(int segments) {
        weights = new float[segments];
        bins = new int[segments];
        within = new int[segments];
    }

    /** How many coordinates are chosen. */
    int chosen() {
        return chosen;
    }

    float weight(int segment) {
        return weights[segment];
    }

    int bin(int segment) {
        return bins[segment];
    }

    /** How many more may be chosen within the bin from this segment on. */
    int within(int segment) {
        return within[segment];
    }

    void weigh(int segment, float weight) {
        weights[segment] = weight;
    }

    /** Sets the limit of some segments such that a histogram's highest are chosen. */
    void limit(int from, int to, int[] histogram, int most) {
        int bin = BINS - 1;
        int left = most;
        while (bin > FIRST_BIN && histogram[bin] <= left) {
            left -= histogram[bin];
            bin--;
        }
        within[from] = Math.min(left, histogram[bin]);
        chosen += most - left + within[from];
        for (int segment = from; segment < to; segment++) {
            bins[segment] = bin;
        }
    }

    /** Counts a segment's coordinates. */
    static void count(float[] values, int from, int to, float weight, int[] histogram) {
        for (int i = from; i < to; i++) {
            histogram[bin(values[i], weight)]++;
        }
    }

    static int bin(float value, float weight) {
        return Float.floatToRawIntBits(Math.abs(value) * weight) >>> BIN_SHIFT;
    }
}
