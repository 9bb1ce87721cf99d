package org.fogward.ledger.block;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How a block lies in the file: length, CRC-32C of the length, CRC-32C of the block (each 4 bytes, big-endian), block.
 * The length has a checksum of its own, because a damaged one would make everything after it look like a torn write.
 */
final class Frame {
    static final int HEADER_BYTES = 12;
    static final int MOST_BYTES = 16 * 1024 * 1024;

    private Frame() {}

    static byte[] of(byte[] block) {
        return ByteBuffer.allocate(HEADER_BYTES + block.length)
                .putInt(block.length)
                .putInt(lengthChecksum(block.length))
                .putInt(checksum(block))
                .put(block)
                .array();
    }

    static int lengthChecksum(int length) {
        return checksum(ByteBuffer.allocate(4).putInt(length).array());
    }

    static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
