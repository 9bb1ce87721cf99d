package org.fogward.protocol.update;

import java.nio.ByteBuffer;

/**
 * What stands before every coordinate's value: version, format, and the number of coordinates as a big-endian 32-bit number.
 *
 * @param codec whose header it is
 * @param format its code
 */
record DenseHeader(String codec, int format) {
    static final int BYTES = 2 + Integer.BYTES;

    private static final byte VERSION = 1;

    byte[] before(byte[] frame, int parameters) {
        return ByteBuffer.allocate(BYTES + frame.length)
                .put(VERSION)
                .put((byte) format)
                .putInt(parameters)
                .put(frame)
                .array();
    }

    void check(byte[] data, int parameters) throws UpdateFormatException {
        if (parameters < 0) {
            throw new IllegalArgumentException("parameters: negative");
        }
        if (data.length <= BYTES) {
            throw new UpdateFormatException("header: cut off after " + data.length + " bytes");
        }
        ByteBuffer header = ByteBuffer.wrap(data);
        if (header.get() != VERSION) {
            throw new UpdateFormatException("version: only " + VERSION + " is known here");
        }
        if (header.get() != format) {
            throw new UpdateFormatException("format: not that of " + codec);
        }
        int stated = header.getInt();
        if (stated != parameters) {
            throw new UpdateFormatException(
                    "parameters: " + Integer.toUnsignedString(stated) + " stated, the model has " + parameters);
        }
    }
}
