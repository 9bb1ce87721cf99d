package org.fogward.protocol.update;

import java.util.Locale;

/**
 * Every coordinate, as binary32 or binary16, compressed with Zstandard (RFC 8878).
 *
 * <p>The bytes: version (1), float format (1: binary32, 2: binary16), the number of coordinates as a big-endian 32-bit
 * number, then one Zstandard frame of byte planes, in which signs and exponents stand apart from fractions.
 */
public final class DenseUpdateCodec implements UpdateCodec {
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
        byte[] frame = ZstdPlanes.compress(delta.length, format.bytes(), i -> bits(format, delta, i));
        return header().before(frame, delta.length);
    }

    @Override
    public float[] decode(byte[] data, int parameters) throws UpdateFormatException {
        header().check(data, parameters);
        long[] numbers = ZstdPlanes.decompress(data, DenseHeader.BYTES, parameters, format.bytes());
        float[] values = new float[parameters];
        for (int i = 0; i < parameters; i++) {
            values[i] = format.decode((int) numbers[i]);
        }
        return values;
    }

    private DenseHeader header() {
        return new DenseHeader(name(), format.code());
    }

    private static long bits(FloatFormat format, float[] delta, int index) {
        if (!Float.isFinite(delta[index])) {
            throw new IllegalArgumentException("delta: the value at " + index + " is not finite");
        }
        return format.encode(delta[index]);
    }
}
