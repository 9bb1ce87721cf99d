package org.fogward.protocol.update;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Whole numbers of 64 bits: sums that are to be added up exactly. Numbers near each other are taken to be about as large, and
 * multiples of the same power of two.
 *
 * <p>The bytes: version (2), how many numbers there are as a varint, then one number of a range coder ({@link RangeEncoder}), in which
 * for each {@value NumberBlock#SIZE} numbers stand the power of two that divides them all and then each of them. Deterministic, without
 * state; what was decoded encodes to the same bytes.
 */
public final class WholeNumberCodec {
    /** The name by which a round's announcement asks for it. */
    public static final String NAME = "whole-numbers";

    private static final byte VERSION = 2;
    private static final int LONGEST_HEADER = 11;

    /** A codec. */
    public WholeNumberCodec() {}

    /** Encodes numbers. */
    public byte[] encode(long[] numbers) {
        ByteBuffer header = ByteBuffer.allocate(LONGEST_HEADER).put(VERSION);
        Varints.put(header, numbers.length);
        RangeEncoder encoder = new RangeEncoder();
        NumberBlock block = new NumberBlock();
        for (int from = 0; from < numbers.length; from += NumberBlock.SIZE) {
            block.encode(encoder, numbers, from, Math.min(numbers.length, from + NumberBlock.SIZE));
        }
        return encoder.finish(Arrays.copyOf(header.array(), header.position()));
    }

    /**
     * Decodes numbers that came from outside.
     *
     * @param data any bytes
     * @param count how many there have to be; never more memory is taken than these need
     * @throws UpdateFormatException if the data is something else
     */
    public long[] decode(byte[] data, int count) throws UpdateFormatException {
        ByteBuffer header = ByteBuffer.wrap(data);
        if (data.length < 2) {
            throw new UpdateFormatException("header: cut off after " + data.length + " bytes");
        }
        if (header.get() != VERSION) {
            throw new UpdateFormatException("version: only " + VERSION + " is known here");
        }
        long stated = Varints.get(header, "numbers");
        if (stated != count) {
            throw new UpdateFormatException(
                    "numbers: " + Long.toUnsignedString(stated) + " stated, there are " + count);
        }
        RangeDecoder decoder = new RangeDecoder(data, header.position());
        NumberBlock block = new NumberBlock();
        long[] numbers = new long[count];
        for (int from = 0; from < count; from += NumberBlock.SIZE) {
            block.decode(decoder, numbers, from, Math.min(count, from + NumberBlock.SIZE));
        }
        decoder.finish();
        return numbers;
    }
}
