package org.fogward.protocol.update;

/**
 * Every coordinate as a whole number from -127 to 127, times a power of two for each {@value #BLOCK} of them, compressed with
 * Zstandard (RFC 8878). A coordinate is off by half that power at most, which is less than a 127th of the largest value of its
 * block, unless that is below 2^-127; a block without any value above 2^-134 is nothing. What was decoded encodes to the same bytes.
 *
 * <p>The bytes: version (1), format (3), the number of coordinates as a big-endian 32-bit number, then one Zstandard frame of a
 * byte for each block, its exponent plus {@value WholeScale#BIAS} or 0 for nothing, and a byte for each coordinate.
 */
public final class Int8UpdateCodec implements UpdateCodec {
    private static final String NAME = "dense-int8";
    private static final DenseHeader HEADER = new DenseHeader(NAME, 3);
    private static final int BLOCK = 256;
    private static final WholeScale SCALE = new WholeScale(7);

    /** A codec. */
    public Int8UpdateCodec() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Coverage coverage() {
        return Coverage.ALL;
    }

    @Override
    public byte[] encode(float[] values, UpdateShape shape, EncodingOptions options) {
        FiniteValues.require(values, shape);
        int blocks = blocks(values.length);
        byte[] content = new byte[Math.addExact(blocks, values.length)];
        for (int block = 0; block < blocks; block++) {
            int from = block * BLOCK;
            int to = Math.min(values.length, from + BLOCK);
            int code = SCALE.code(values, from, to);
            content[block] = (byte) code;
            float unit = WholeScale.unit(code);
            for (int i = from; i < to && code > 0; i++) {
                int number = SCALE.number(values[i], code);
                content[blocks + i] = (byte) number;
                values[i] -= number * unit;
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
            if (number < -SCALE.largest() || code == 0 && number != 0) {
                throw new UpdateFormatException("value: none that an encoder writes, at " + i);
            }
            sink.accept(i, number * WholeScale.unit(code));
        }
    }

    private static int blocks(int parameters) {
        return (int) Math.ceilDiv((long) parameters, BLOCK);
    }
}
