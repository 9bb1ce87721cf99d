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
    public Coverage coverage() {
        return Coverage.ALL;
    }

    @Override
    public byte[] encode(float[] values, UpdateShape shape, EncodingOptions options) {
        FiniteValues.require(values, shape);
        byte[] frame = ZstdPlanes.compress(values.length, format.bytes(), i -> format.encode(values[i]));
        for (int i = 0; i < values.length; i++) {
            values[i] -= format.decode(format.encode(values[i]));
        }
        return header().before(frame, values.length);
    }

    @Override
    public void decode(byte[] data, UpdateShape shape, DeltaSink sink) throws UpdateFormatException {
        int parameters = shape.parameters();
        header().check(data, parameters);
        byte[] planes = ZstdPlanes.content(data, DenseHeader.BYTES, (long) parameters * format.bytes());
        for (int i = 0; i < parameters; i++) {
            int bits = 0;
            for (int plane = 0; plane < format.bytes(); plane++) {
                bits |= Byte.toUnsignedInt(planes[plane * parameters + i]) << plane * Byte.SIZE;
            }
            sink.accept(i, format.decode(bits));
        }
    }

    private DenseHeader header() {
        return new DenseHeader(name(), format.code());
    }
}
