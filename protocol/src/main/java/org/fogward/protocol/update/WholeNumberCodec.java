package org.fogward.protocol.update;

import java.nio.ByteBuffer;

/**
 * Whole numbers of 64 bits, compressed with Zstandard: sums that are to be added up exactly.
 *
 * <p>The bytes: version (1), how many numbers there are as a big-endian 32-bit number, then one Zstandard frame of byte planes.
 * Numbers are written in zigzag order (0, -1, 1, -2, ...), so that small ones have empty high bytes. Deterministic, without state.
 */
public final class WholeNumberCodec {
    /** The name by which a round's announcement asks for it. */
    public static final String NAME = "whole-numbers";

    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 1 + Integer.BYTES;

    /** A codec. */
    public WholeNumberCodec() {}

    /** Encodes numbers. */
    public byte[] encode(long[] numbers) {
        byte[] frame =
                ZstdPlanes.compress(numbers.length, Long.BYTES, i -> numbers[i] << 1 ^ numbers[i] >> Long.SIZE - 1);
        return ByteBuffer.allocate(HEADER_BYTES + frame.length)
                .put(VERSION)
                .putInt(numbers.length)
                .put(frame)
                .array();
    }

    /**
     * Decodes numbers that came from outside.
     *
     * @param data any bytes
     * @param count how many there have to be; never more memory is taken than these need
     * @throws UpdateFormatException if the data is something else
     */
    public long[] decode(byte[] data, int count) throws UpdateFormatException {
        if (data.length <= HEADER_BYTES) {
            throw new UpdateFormatException("header: cut off after " + data.length + " bytes");
        }
        ByteBuffer header = ByteBuffer.wrap(data);
        if (header.get() != VERSION) {
            throw new UpdateFormatException("version: only " + VERSION + " is known here");
        }
        int stated = header.getInt();
        if (stated != count) {
            throw new UpdateFormatException(
                    "numbers: " + Integer.toUnsignedString(stated) + " stated, there are " + count);
        }
        long[] numbers = ZstdPlanes.decompress(data, HEADER_BYTES, count, Long.BYTES);
        for (int i = 0; i < count; i++) {
            numbers[i] = numbers[i] >>> 1 ^ -(numbers[i] & 1);
        }
        return numbers;
    }
}
