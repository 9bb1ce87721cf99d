package org.fogward.protocol.update;

/**
 * Values as whole numbers times a power of two, which is written as a code: the exponent plus {@value #BIAS}, or 0 for values that
 * are all nothing. Exact, so that what it made of values it makes of them again.
 *
 * @param bits of a number without its sign, from 1 to 7
 */
record WholeScale(int bits) {
    static final int BIAS = 134;

    /** The largest number. */
    int largest() {
        return (1 << bits) - 1;
    }

    /** With the next one, numbers would stand for more than a float can hold; the largest floats become a little smaller. */
    int largestCode() {
        return Float.MAX_EXPONENT + 1 - bits + BIAS;
    }

    /** The smallest exponent with which the largest value of a range is at most the largest number after rounding, plus the bias. */
    int code(float[] values, int from, int to) {
        int bitsOfLargest = 0;
        for (int i = from; i < to; i++) {
            // Magnitudes are in the order of their bits.
            bitsOfLargest = Math.max(bitsOfLargest, Float.floatToRawIntBits(values[i]) & Integer.MAX_VALUE);
        }
        double largest = Float.intBitsToFloat(bitsOfLargest);
        int exponent = Math.max(1 - BIAS, Math.getExponent(largest) + 1 - bits);
        double scaled = Math.rint(Math.scalb(largest, -exponent));
        if (scaled == 0) {
            return 0;
        }
        return Math.min(largestCode(), exponent + BIAS + (scaled > largest() ? 1 : 0));
    }

    /** The number for a value, with a code above 0. */
    int number(float value, int code) {
        return (int) Math.clamp(Math.rint(value * Math.scalb(1.0, BIAS - code)), -largest(), largest());
    }

    /** Whether numbers of which this is the largest magnitude are ever written with a code above 0: a smaller code would not do. */
    boolean writes(int magnitude, int code) {
        return magnitude > (code == 1 ? 0 : largest() / 2);
    }

    /** What one stands for. */
    static float unit(int code) {
        return Math.scalb(1f, code - BIAS);
    }
}
