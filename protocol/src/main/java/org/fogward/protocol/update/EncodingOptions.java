package org.fogward.protocol.update;

/**
 * How much of a delta an encoder keeps. Codecs that keep everything pay no attention.
 *
 * @param density which share of the coordinates travels, above 0, at most 1
 * @param bits of each value that travels, its sign among them: with 1 all values of a segment have the same magnitude
 * @param seed of whatever the encoder draws
 * @param wholeDigits of the values that travel whole, how many binary digits after the point do: 2 to 5
 */
public record EncodingOptions(double density, int bits, long seed, int wholeDigits) {

    /** The most bits of a value. */
    public static final int MOST_BITS = 4;
    /** The fewest binary digits after the point. */
    public static final int LEAST_WHOLE_DIGITS = 2;
    /** The most binary digits after the point. */
    public static final int MOST_WHOLE_DIGITS = 5;
    /** All coordinates. */
    public static final EncodingOptions EVERYTHING = new EncodingOptions(1, MOST_BITS, 0);

    /** @throws IllegalArgumentException naming the component that is out of its range */
    public EncodingOptions {
        if (!(density > 0) || density > 1) {
            throw new IllegalArgumentException("density: " + density + " is not above 0 and at most 1");
        }
        if (bits < 1 || bits > MOST_BITS) {
            throw new IllegalArgumentException("bits: " + bits + " is not within 1.." + MOST_BITS);
        }
        if (wholeDigits < LEAST_WHOLE_DIGITS || wholeDigits > MOST_WHOLE_DIGITS) {
            throw new IllegalArgumentException(
                    "wholeDigits: " + wholeDigits + " is not within " + LEAST_WHOLE_DIGITS + ".." + MOST_WHOLE_DIGITS);
        }
    }

    /** Values that travel whole do so as finely as can be. */
    public EncodingOptions(double density, int bits, long seed) {
        this(density, bits, seed, MOST_WHOLE_DIGITS);
    }

    /** How many of so many coordinates travel: at least one, if there is one. */
    int count(int coordinates) {
        return Math.min(coordinates, (int) Math.max(1, Math.round(coordinates * density)));
    }
}
