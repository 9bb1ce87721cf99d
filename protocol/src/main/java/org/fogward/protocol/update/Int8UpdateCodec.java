package org.fogward.protocol.update;

/**
 * Every coordinate as a whole number from -127 to 127, times a power of two for each {@value #BLOCK} of them, compressed with
 * Zstandard (RFC 8878). A coordinate is off by half that power at most, which is less than a 127th of the largest value of its
 * block, unless that is below 2^-127; a block without any value above 2^-134 is nothing. What was decoded encodes to the same bytes.
 *
 * <p>The bytes: version (1), format (3), the number of coordinates as a big-endian 32-bit number, then one Zstandard frame of a
 * byte for each block, its exponent plus {@value #BIAS} or 0 for nothing, and a byte for each coordinate.
 */
public final class Int8UpdateCodec implements UpdateCodec {
    private static final String NAME = "dense-int8";
    private static final DenseHeader HEADER = new DenseHeader(NAME, 3);
    private static final int BLOCK = 256;
    private static final int LARGEST = 127;
    private static final int BIAS = 134;
    /** With the next one, numbers would stand for more than a float can hold; the largest floats become a little smaller. */
    private static final int LARGEST_CODE = 255;

    /** A codec. */
    public Int8UpdateCodec() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] encode(float[] values, UpdateShape shape, EncodingOptions options) {
        FiniteValues.require(values, shape);
        int blocks = blocks(values.length);
        byte[] content = new byte[Math.addExact(blocks, values.length)];
        for (int block = 0; block < blocks; block++) {
            int from = block * BLOCK;
            int to = Math.min(values.length, from + BLOCK);
            int code = code(largest(values, from, to));
            content[block] = (byte) code;
            for (int i = from; i < to && code > 0; i++) {
                double number = Math.rint(Math.scalb((double) values[i], BIAS - code));
                content[blocks + i] = (byte) Math.clamp(number, -LARGEST, LARGEST);
                values[i] -= value(content[blocks + i], code);
            }
        }
        return HEADER.before(ZstdPlanes.frame(content), values.length);
    }

    @Override
    public void decode(byte[] data, UpdateShape shape, DeltaSink sink) throws UpdateFormatException {
        int parameters = shape.parameters();
        HEADER.check(data, parameters);
        int blocks = blocks(parameters);
        byte[] content = ZstdPlanes.content(data, DenseHeader.BYTES, (long) blocks + parameters);
        for (int i = 0; i < parameters; i++) {
            int code = Byte.toUnsignedInt(content[i / BLOCK]);
            byte number = content[blocks + i];
            if (number < -LARGEST || code == 0 && number != 0) {
                throw new UpdateFormatException("value: none that an encoder writes, at " + i);
            }
            sink.accept(i, value(number, code));
        }
    }

    private static float value(byte number, int code) {
        return Math.scalb((float) number, code - BIAS);
    }

    /** The smallest exponent with which a block's largest value is at most 127 after rounding, plus the bias; 0 for nothing. */
    private static int code(double largest) {
        int exponent = Math.max(1 - BIAS, Math.getExponent(largest) - 6);
        double scaled = Math.rint(Math.scalb(largest, -exponent));
        if (scaled == 0) {
            return 0;
        }
        return Math.min(LARGEST_CODE, exponent + BIAS + (scaled > LARGEST ? 1 : 0));
    }

    private static double largest(float[] values, int from, int to) {
        double largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs((double) values[i]));
        }
        return largest;
    }

    private static int blocks(int parameters) {
        return (int) Math.ceilDiv((long) parameters, BLOCK);
    }
}
