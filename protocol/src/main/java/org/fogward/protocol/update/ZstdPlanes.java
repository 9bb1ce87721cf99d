package org.fogward.protocol.update;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;

/**
 * Numbers as one Zstandard frame (RFC 8878) of byte planes: the lowest byte of every number, then the next, and so on, since high
 * bytes compress well beside each other and badly between low ones. The frame states its content size.
 */
final class ZstdPlanes {
    private static final int COMPRESSION_LEVEL = 3;

    private ZstdPlanes() {}

    /** A number by its place, of which the lowest bytes count. */
    @FunctionalInterface
    interface Bits {
        long at(int index);
    }

    static byte[] compress(int count, int bytesEach, Bits bits) {
        byte[] planes = new byte[Math.multiplyExact(count, bytesEach)];
        for (int i = 0; i < count; i++) {
            long number = bits.at(i);
            for (int plane = 0; plane < bytesEach; plane++) {
                planes[plane * count + i] = (byte) (number >>> (plane * Byte.SIZE));
            }
        }
        return frame(planes);
    }

    /** Bytes as they are as one frame. */
    static byte[] frame(byte[] content) {
        return Zstd.compress(content, COMPRESSION_LEVEL);
    }

    /** The bytes of a frame that begins at a place and ends with the data. */
    static byte[] content(byte[] data, int from, long expected) throws UpdateFormatException {
        int frame = data.length - from;
        try {
            if (expected > Integer.MAX_VALUE || Zstd.getFrameContentSize(data, from, frame) != expected) {
                throw new UpdateFormatException("frame: does not state " + expected + " bytes of content");
            }
            // One frame and nothing after it: otherwise the same numbers would have any number of encodings.
            if (Zstd.findFrameCompressedSize(data, from, frame) != frame) {
                throw new UpdateFormatException("frame: cut off, or something follows it");
            }
            byte[] content = new byte[(int) expected];
            if (Zstd.decompressByteArray(content, 0, content.length, data, from, frame) != expected) {
                throw new UpdateFormatException("frame: damaged");
            }
            return content;
        } catch (ZstdException e) {
            throw new UpdateFormatException("frame: damaged");
        }
    }
}
