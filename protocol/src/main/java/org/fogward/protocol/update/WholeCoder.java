package org.fogward.protocol.update;

/**
 * Codes segments of which every value travels, as whole numbers of steps. Mutable, for one message.
 *
 * <p>A segment is whether there is nothing in it, then its numbers.
 */
final class WholeCoder {
    private static final int LARGEST = 1 << 20;
    private static final int NOTHING = 0;

    private final BitModels flags = new BitModels(1);
    private final SignedNumbers numbers = new SignedNumbers(LARGEST);
    private final float step;

    /**
     * A coder of values in units of what is worth telling apart, such as a standard deviation.
     *
     * @param digits how many binary digits after the point
     */
    WholeCoder(int digits) {
        this.step = 1f / (1 << digits);
    }

    /** Encodes a segment, and takes from the values what it holds. */
    void encode(RangeEncoder encoder, float[] values, int from, int to) {
        boolean nothing = true;
        for (int i = from; i < to; i++) {
            nothing &= number(values[i]) == 0;
        }
        encoder.bit(flags, NOTHING, nothing ? 1 : 0);
        numbers.begin();
        for (int i = from; i < to && !nothing; i++) {
            int number = number(values[i]);
            numbers.encode(encoder, number);
            values[i] -= number * step;
        }
    }

    /** Decodes a segment. */
    void decode(RangeDecoder decoder, int from, int to, DeltaSink sink) throws UpdateFormatException {
        if (decoder.bit(flags, NOTHING) == 1) {
            return;
        }
        boolean nothing = true;
        numbers.begin();
        for (int i = from; i < to; i++) {
            int number = numbers.decode(decoder);
            if (number < -LARGEST || number > LARGEST) {
                throw new UpdateFormatException("whole: beyond its largest number");
            }
            nothing &= number == 0;
            sink.accept(i, number * step);
        }
        if (nothing) {
            throw new UpdateFormatException("whole: nothing, but not said so");
        }
    }

    private int number(float value) {
        return (int) Math.clamp(Math.rint((double) value / step), -LARGEST, LARGEST);
    }
}
