package org.fogward.protocol.update;

import java.util.Arrays;

/**
 * A binary arithmetic encoder: Martin's range encoder (1979) with carries as in LZMA and adaptive binary decisions as in CABAC
 * (Marpe et al., IEEE TCSVT 2003).
 *
 * <p>Writes the first number in the last interval that ends a byte behind those that are settled: a sequence of decisions has one
 * encoding.
 */
final class RangeEncoder {
    static final long SMALLEST_RANGE = 1L << 24;
    static final long LARGEST_RANGE = (1L << 32) - 1;
    /** Numbers are coded in pieces of this many bits, so that the range stays large. */
    static final int RAW_BITS = 8;

    private static final int TOP_SHIFT = 24;

    private byte[] bytes = new byte[1 << 10];
    private int length;
    private long low;
    private long range = LARGEST_RANGE;
    /** The last byte that is not 255, which a carry may still change; at first the 0 before the point. */
    private int waiting;
    /** How many bytes a carry may still change: that one and as many times 255 as came behind it. */
    private int open = 1;

    /** Writes a bit by the estimate at a place, and lets that learn. */
    void bit(BitModels models, int at, int bit) {
        long bound = (range >>> BitModels.PROBABILITY_BITS) * models.probability(at);
        if (bit == 1) {
            range = bound;
        } else {
            low += bound;
            range -= bound;
        }
        models.learn(at, bit);
        if (range < SMALLEST_RANGE) {
            normalise();
        }
    }

    /** Writes a bit that is as likely 0 as 1. */
    void raw(int bit) {
        range >>>= 1;
        low += bit * range;
        if (range < SMALLEST_RANGE) {
            normalise();
        }
    }

    /** Writes the lowest bits of a number, all of whose values are as likely. */
    void raw(int number, int count) {
        for (int left = count; left > 0; left -= RAW_BITS) {
            int bits = Math.min(left, RAW_BITS);
            range >>>= bits;
            low += (number >>> left - bits & (1 << bits) - 1) * range;
            normalise();
        }
    }

    /** Everything written, behind a header. Nothing may follow. */
    byte[] finish(byte[] header) {
        // Without the 0 before the point, and with one byte of the four that are left, since the other three are 0.
        int content = length + open;
        low += tail(low);
        for (int i = 0; i <= Integer.BYTES; i++) {
            shift();
        }
        byte[] message = Arrays.copyOf(header, header.length + content);
        System.arraycopy(bytes, 1, message, header.length, content);
        return message;
    }

    /** How far above the lower end of an interval the first number lies of which the last three bytes are 0. */
    static long tail(long low) {
        return -low & SMALLEST_RANGE - 1;
    }

    private void normalise() {
        while (range < SMALLEST_RANGE) {
            range <<= Byte.SIZE;
            shift();
        }
    }

    private void shift() {
        if (low < 0xffL << TOP_SHIFT || low > LARGEST_RANGE) {
            int carry = (int) (low >>> Integer.SIZE);
            for (int next = waiting; open > 0; open--, next = 0xff) {
                put(next + carry);
            }
            waiting = (int) (low >>> TOP_SHIFT) & 0xff;
        }
        open++;
        low = (low & SMALLEST_RANGE - 1) << Byte.SIZE;
    }

    private void put(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) value;
    }
}
