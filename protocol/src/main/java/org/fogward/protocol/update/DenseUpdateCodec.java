package org.fogward.protocol.update;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Every coordinate, as binary32 or binary16, compressed with Zstandard (RFC 8878).
 *
 * <p>The bytes: version (1), float format (1: binary32, 2: binary16), the number of coordinates as a big-endian 32-bit
 * number, then one Zstandard frame that states its content size. The frame holds byte planes: the lowest byte of every
 * value, then the next, and so on, since signs and exponents compress well beside each other and badly between
 * fractions.
 */
public final class DenseUpdateCodec implements UpdateCodec {
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 2 + Integer.BYTES;
    private static final int COMPRESSION_LEVEL = 3;

    private final FloatFormat format;

    /** A codec that writes values in the given format. */
    public DenseUpdateCodec(FloatFormat format) {
        this.format = format;
    }

    @Override
    public String name() {
        return "dense-" + format.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public byte[] encode(float[] delta) {
        byte[] frame = Zstd.compress(planes(delta), COMPRESSION_LEVEL);
        return ByteBuffer.allocate(HEADER_BYTES + frame.length)
                .put(VERSION)
                .put((byte) format.code())
                .putInt(delta.length)
                .put(frame)
                .array();
    }

    @Override
    public float[] decode(byte[] data, int parameters) throws UpdateFormatException {
        if (parameters < 0) {
            throw new IllegalArgumentException("parameters: negative");
        }
        checkHeader(data, parameters);
        return values(decompress(data, (long) parameters * format.bytes()), parameters);
    }

    private void checkHeader(byte[] data, int parameters) throws UpdateFormatException {
        if (data.length <= HEADER_BYTES) {
            throw new UpdateFormatException("header: cut off after " + data.length + " bytes");
        }
        ByteBuffer header = ByteBuffer.wrap(data);
        if (header.get() != VERSION) {
            throw new UpdateFormatException("version: only " + VERSION + " is known here");
        }
        if (header.get() != format.code()) {
            throw new UpdateFormatException("format: not that of " + name());
        }
        int stated = header.getInt();
        if (stated != parameters) {
            throw new UpdateFormatException(
                    "parameters: " + Integer.toUnsignedString(stated) + " stated, the model has " + parameters);
        }
    }

    private static byte[] decompress(byte[] data, long expected) throws UpdateFormatException {
        int frame = data.length - HEADER_BYTES;
        try {
            if (expected > Integer.MAX_VALUE || Zstd.getFrameContentSize(data, HEADER_BYTES, frame) != expected) {
                throw new UpdateFormatException("frame: does not state " + expected + " bytes of content");
            }
            // One frame and nothing after it: otherwise the same delta would have any number of encodings.
            if (Zstd.findFrameCompressedSize(data, HEADER_BYTES, frame) != frame) {
                throw new UpdateFormatException("frame: cut off, or something follows it");
            }
            byte[] content = new byte[(int) expected];
            if (Zstd.decompressByteArray(content, 0, content.length, data, HEADER_BYTES, frame) != expected) {
                throw new UpdateFormatException("frame: damaged");
            }
            return content;
        } catch (ZstdException e) {
            throw new UpdateFormatException("frame: damaged");
        }
    }

    private byte[] planes(float[] delta) {
        int count = delta.length;
        byte[] planes = new byte[Math.multiplyExact(count, format.bytes())];
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(delta[i])) {
                throw new IllegalArgumentException("delta: the value at " + i + " is not finite");
            }
            int bits = format.encode(delta[i]);
            for (int plane = 0; plane < format.bytes(); plane++) {
                planes[plane * count + i] = (byte) (bits >>> (plane * Byte.SIZE));
            }
        }
        return planes;
    }

    private float[] values(byte[] planes, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            int bits = 0;
            for (int plane = 0; plane < format.bytes(); plane++) {
                bits |= (planes[plane * count + i] & 0xff) << (plane * Byte.SIZE);
            }
            values[i] = format.decode(bits);
        }
        return values;
    }
}
