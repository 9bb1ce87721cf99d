package org.fogward.models.exchange;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The element types that are read. Whole numbers only count batches, so nobody needs their values. */
enum ElementType {
    F32(4),
    F16(2),
    BF16(2),
    I64(8);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    static ElementType parse(String name) throws ExchangeException {
        return Arrays.stream(values())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ExchangeException(
                        "is none of " + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    int bytes() {
        return bytes;
    }

    /** Appends numbers to a little-endian buffer. Only floats are written. */
    void write(float[] values, ByteBuffer data) {
        for (float value : values) {
            switch (this) {
                case F32 -> data.putFloat(value);
                case F16 -> data.putShort(Float.floatToFloat16(value));
                case BF16, I64 -> throw new IllegalStateException(this + " is not written");
            }
        }
    }

    /** The next numbers of a little-endian buffer. */
    float[] read(ByteBuffer data, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (this) {
                case F32 -> data.getFloat();
                case F16 -> Float.float16ToFloat(data.getShort());
                case BF16 -> Float.intBitsToFloat(data.getShort() << Short.SIZE);
                case I64 -> data.getLong();
            };
        }
        return values;
    }
}
