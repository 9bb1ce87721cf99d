package org.fogward.protocol.update;

/** How a dense update writes one value (IEEE 754), as an unsigned number of {@link #bytes} bytes. */
public enum FloatFormat {
    /** binary32, exact. */
    FLOAT32(1, Float.BYTES) {
        @Override
        int encode(float value) {
            return Float.floatToRawIntBits(value);
        }

        @Override
        float decode(int bits) {
            return Float.intBitsToFloat(bits);
        }
    },
    /** binary16, rounded to nearest, ties to even; what is too large becomes the largest finite value, 65504. */
    FLOAT16(2, Short.BYTES) {
        @Override
        int encode(float value) {
            return Float.floatToFloat16(Math.clamp(value, -LARGEST_FLOAT16, LARGEST_FLOAT16)) & 0xffff;
        }

        @Override
        float decode(int bits) {
            return Float.float16ToFloat((short) bits);
        }
    };

    private static final float LARGEST_FLOAT16 = 65504f;

    private final int code;
    private final int bytes;

    FloatFormat(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** The code in an encoded update's header. */
    int code() {
        return code;
    }

    /** Bytes that one value takes before compression. */
    int bytes() {
        return bytes;
    }

    abstract int encode(float value);

    abstract float decode(int bits);
}
