package org.fogward.protocol.update;

/**
 * Codes blocks of values that all travel, as whole numbers on a scale of each block. Mutable, for one message.
 *
 * <p>A block is its scale's code, then its numbers, unless the code is 0.
 */
final class WholeCoder {
    private static final int NOTHING = 0;
    private static final int ZERO = 1;
    private static final int NEGATIVE = 4;
    /** Where the codes of updates usually are. */
    private static final int FIRST_CODE = WholeScale.BIAS - 16;

    private final WholeScale scale;
    private final BitModels flags = new BitModels(NEGATIVE + 2);
    private final AdaptiveNumbers codes;
    private final AdaptiveNumbers[] magnitudes;
    private int last = FIRST_CODE;
    /** How many bits the magnitude before has: large numbers follow large ones. */
    private int before;
    /** Of the number before that is not 0, 1 for a negative one: running statistics drift together. */
    private int sign;

    WholeCoder(WholeScale scale) {
        this.scale = scale;
        codes = AdaptiveNumbers.small(2 * scale.largestCode());
        magnitudes = new AdaptiveNumbers[scale.bits() + 1];
        for (int i = 0; i < magnitudes.length; i++) {
            magnitudes[i] = AdaptiveNumbers.small(scale.largest() - 1);
        }
    }

    /** Encodes a block, and takes from the values what it holds. */
    void encode(RangeEncoder encoder, float[] values, int from, int to) {
        int code = scale.code(values, from, to);
        encoder.bit(flags, NOTHING, code == 0 ? 1 : 0);
        if (code == 0) {
            return;
        }
        codes.encode(encoder, Zigzag.of(code - last));
        last = code;
        float unit = WholeScale.unit(code);
        before = 0;
        for (int i = from; i < to; i++) {
            int number = scale.number(values[i], code);
            encode(encoder, number);
            values[i] -= number * unit;
        }
    }

    /** Decodes a block. */
    void decode(RangeDecoder decoder, int from, int to, DeltaSink sink) throws UpdateFormatException {
        if (decoder.bit(flags, NOTHING) == 1) {
            return;
        }
        last += Zigzag.from(codes.decode(decoder));
        if (last < 1 || last > scale.largestCode()) {
            throw new UpdateFormatException("whole: beyond what a float holds");
        }
        float unit = WholeScale.unit(last);
        int largest = 0;
        before = 0;
        for (int i = from; i < to; i++) {
            int number = decode(decoder);
            largest = Math.max(largest, Math.abs(number));
            if (largest > scale.largest()) {
                throw new UpdateFormatException("whole: beyond its largest number");
            }
            sink.accept(i, number * unit);
        }
        if (!scale.writes(largest, last)) {
            throw new UpdateFormatException("whole: a scale that no encoder writes");
        }
    }

    private void encode(RangeEncoder encoder, int number) {
        int magnitude = Math.abs(number);
        encoder.bit(flags, zeroFlag(), number == 0 ? 1 : 0);
        if (number != 0) {
            magnitudes[before].encode(encoder, magnitude - 1);
            encoder.bit(flags, NEGATIVE + sign, number < 0 ? 1 : 0);
            sign = number < 0 ? 1 : 0;
        }
        before = Integer.SIZE - Integer.numberOfLeadingZeros(magnitude);
    }

    private int decode(RangeDecoder decoder) {
        int magnitude = 0;
        if (decoder.bit(flags, zeroFlag()) == 0) {
            magnitude = magnitudes[before].decode(decoder) + 1;
            sign = decoder.bit(flags, NEGATIVE + sign);
        }
        before = Math.min(magnitudes.length - 1, Integer.SIZE - Integer.numberOfLeadingZeros(magnitude));
        return sign == 1 ? -magnitude : magnitude;
    }

    private int zeroFlag() {
        return ZERO + Math.min(before, 2);
    }
}
