package org.fogward.ledger.block;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * How a block lies in the file: length, CRC-32C of the length, CRC-32C of the content (each 4 bytes, big-endian), then the
 * content: the block, deflated (RFC 1950), because most of it are the same certificates again. The length has a checksum
 * of its own, because a damaged one would make everything after it look like a torn write.
 */
final class Frame {
    static final int HEADER_BYTES = 12;
    static final int MOST_BYTES = 16 * 1024 * 1024;
    /** From here on the time counts more than the last few bytes. */
    private static final int LARGE = 8 * 1024;

    private Frame() {}

    static byte[] of(byte[] block) {
        byte[] content = deflate(block);
        return ByteBuffer.allocate(HEADER_BYTES + content.length)
                .putInt(content.length)
                .putInt(lengthChecksum(content.length))
                .putInt(checksum(content))
                .put(content)
                .array();
    }

    /** The block, or nothing when the content is not exactly one deflated block of a permitted size. */
    static Optional<byte[]> block(byte[] content) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(content);
            ByteArrayOutputStream block = new ByteArrayOutputStream(4 * content.length);
            byte[] part = new byte[64 * 1024];
            while (!inflater.finished() && block.size() <= MOST_BYTES) {
                int read = inflater.inflate(part);
                if (read == 0 && !inflater.finished()) {
                    return Optional.empty();
                }
                block.write(part, 0, read);
            }
            boolean whole = inflater.finished() && inflater.getRemaining() == 0 && block.size() <= MOST_BYTES;
            return whole ? Optional.of(block.toByteArray()) : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    static int lengthChecksum(int length) {
        return checksum(ByteBuffer.allocate(4).putInt(length).array());
    }

    static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static byte[] deflate(byte[] block) {
        Deflater deflater = new Deflater(block.length < LARGE ? Deflater.DEFAULT_COMPRESSION : Deflater.BEST_SPEED);
        try {
            deflater.setInput(block);
            deflater.finish();
            ByteArrayOutputStream content = new ByteArrayOutputStream(block.length / 2 + 64);
            byte[] part = new byte[64 * 1024];
            while (!deflater.finished()) {
                content.write(part, 0, deflater.deflate(part));
            }
            return content.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
