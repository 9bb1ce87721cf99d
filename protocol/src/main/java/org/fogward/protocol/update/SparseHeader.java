package org.fogward.protocol.update;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.fogward.protocol.update.UpdateShape.Travel;

/**
 * What stands before some coordinates' values: version, format, bits and digits, then the model's coordinates, how many of them travel and
 * the seed as {@link Varints}.
 *
 * @param format its code
 * @param bits of a value
 * @param wholeDigits of what travels whole; the most, if nothing does
 * @param parameters how many coordinates the model has
 * @param chosen how many are chosen
 * @param seed of what was drawn, 0 if nothing was
 */
record SparseHeader(int format, int bits, int wholeDigits, int parameters, int chosen, long seed) {
    private static final byte VERSION = 1;
    private static final int FORMAT_BITS = 4;
    private static final int BITS_BITS = 2;
    private static final int LONGEST = 32;

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(LONGEST);
        int digitsLeft = EncodingOptions.MOST_WHOLE_DIGITS - wholeDigits;
        out.put(VERSION).put((byte) ((digitsLeft << BITS_BITS | bits - 1) << FORMAT_BITS | format));
        Varints.put(out, parameters);
        Varints.put(out, chosen);
        Varints.put(out, seed);
        return Arrays.copyOf(out.array(), out.position());
    }

    /** Reads a header, and leaves the buffer behind it. */
    static SparseHeader read(ByteBuffer in, int format, UpdateShape shape) throws UpdateFormatException {
        if (in.remaining() < 2) {
            throw new UpdateFormatException("header: cut off");
        }
        if (in.get() != VERSION) {
            throw new UpdateFormatException("version: only " + VERSION + " is known here");
        }
        int stated = Byte.toUnsignedInt(in.get());
        if ((stated & (1 << FORMAT_BITS) - 1) != format) {
            throw new UpdateFormatException("format: another one");
        }
        int bits = (stated >>> FORMAT_BITS & (1 << BITS_BITS) - 1) + 1;
        int digits = EncodingOptions.MOST_WHOLE_DIGITS - (stated >>> FORMAT_BITS + BITS_BITS);
        if (digits != EncodingOptions.MOST_WHOLE_DIGITS && shape.length(Travel.WHOLE) == 0) {
            throw new UpdateFormatException("digits: nothing travels whole");
        }
        long parameters = Varints.get(in, "parameters");
        if (parameters != shape.parameters()) {
            throw new UpdateFormatException("parameters: " + Long.toUnsignedString(parameters)
                    + " stated, the model has " + shape.parameters());
        }
        int choosable = shape.length(Travel.CHOSEN);
        long chosen = Varints.get(in, "chosen");
        if (chosen < 0 || chosen > choosable) {
            throw new UpdateFormatException("chosen: " + Long.toUnsignedString(chosen) + " of " + choosable);
        }
        long seed = Varints.get(in, "seed");
        return new SparseHeader(format, bits, digits, (int) parameters, (int) chosen, seed);
    }
}
