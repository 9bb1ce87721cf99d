package org.fogward.protocol.update;

/**
 * How much of a delta an encoder keeps. Codecs that keep everything pay no attention.
 *
 * @param density which share of the coordinates travels, above 0, at most 1
 * @param bits of each value that travels, its sign among them: with 1 all values of a segment have the same magnitude
 * @param seed of whatever the encoder draws
 */
public record EncodingOptions(double density, int bits, long seed) {

    /** The most bits of a value. */
    public static final int MOST_BITS = 4;
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
    }

    /** How many of so many coordinates travel: at least one, if there is one. */
    int count(int coordinates) {
        return Math.min(coordinates, (int) Math.max(1, Math.round(coordinates * density)));
    }
}
