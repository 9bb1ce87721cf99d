package org.fogward.protocol.update;

/**
 * Reads what {@link RangeEncoder} wrote. Behind the end it reads zeros, and only {@link #finish} tells whether these bytes are what
 * the encoder would have written for the decisions that were read, so whoever reads has to bound how much.
 */
final class RangeDecoder {
    private final byte[] bytes;
    private int next;
    private long range = RangeEncoder.LARGEST_RANGE;
    /** How far the bytes' number lies above the interval's lower end. */
    private long code;
    /** Whether a part was beyond those that an encoder writes. */
    private boolean beyond;

    RangeDecoder(byte[] bytes, int from) {
        this.bytes = bytes;
        next = from + Integer.BYTES;
        code = lastRead();
    }

    /** Reads a bit by the estimate at a place, and lets that learn. */
    int bit(BitModels models, int at) {
        long bound = (range >>> BitModels.PROBABILITY_BITS) * models.probability(at);
        // Without a branch, which would be as hard to foresee as the bit.
        long above = code - bound;
        long one = above >> Long.SIZE - 1;
        code = above + (bound & one);
        range = range - bound + (2 * bound - range & one);
        int bit = (int) -one;
        models.learn(at, bit);
        if (range < RangeEncoder.SMALLEST_RANGE) {
            normalise();
        }
        return bit;
    }

    /** Reads a bit that is as likely 0 as 1. */
    int raw() {
        range >>>= 1;
        long above = code - range;
        long zero = above >> Long.SIZE - 1;
        code = above + (range & zero);
        beyond |= code >= range;
        if (range < RangeEncoder.SMALLEST_RANGE) {
            normalise();
        }
        return (int) zero + 1;
    }

    /** Reads a number of so many bits, up to 31, all of whose values are as likely. */
    int raw(int count) {
        int number = 0;
        for (int left = count; left > 0; left -= RangeEncoder.RAW_BITS) {
            int bits = Math.min(left, RangeEncoder.RAW_BITS);
            range >>>= bits;
            long part = Math.min(code / range, (1L << bits) - 1);
            code -= part * range;
            beyond |= code >= range;
            number = number << bits | (int) part;
            normalise();
        }
        return number;
    }

    /** @throws UpdateFormatException unless the bytes are what an encoder writes for what was read, to the last */
    void finish() throws UpdateFormatException {
        if (next != bytes.length + Integer.BYTES - 1) {
            throw new UpdateFormatException(next > bytes.length ? "end: cut off" : "end: something follows it");
        }
        if (beyond || code != RangeEncoder.tail(lastRead() - code)) {
            throw new UpdateFormatException("end: not what an encoder writes");
        }
    }

    private void normalise() {
        while (range < RangeEncoder.SMALLEST_RANGE) {
            range <<= Byte.SIZE;
            code = (code << Byte.SIZE | byteAt(next)) & RangeEncoder.LARGEST_RANGE;
            next++;
        }
    }

    /** The last 32 bits of the bytes' number. */
    private long lastRead() {
        long last = 0;
        for (int at = next - Integer.BYTES; at < next; at++) {
            last = last << Byte.SIZE | byteAt(at);
        }
        return last;
    }

    private int byteAt(int at) {
        return at < bytes.length ? bytes[at] & 0xff : 0;
    }
}
