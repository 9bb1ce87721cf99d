package org.fogward.protocol.update;

/**
 * Codes blocks of values that all travel, as whole numbers on a scale of each block. Mutable, for one message.
 *
 * <p>A block is its scale's code, then its numbers, unless the code is 0.
 */
final class ScaledBlocks {
    private static final int NOTHING = 0;
    /** Where the codes of updates usually are. */
    private static final int FIRST_CODE = WholeScale.BIAS - 16;

    private final WholeScale scale;
    private final BitModels flags = new BitModels(1);
    private final AdaptiveNumbers codes;
    private final SignedNumbers numbers;
    private int last = FIRST_CODE;

    ScaledBlocks(WholeScale scale) {
        this.scale = scale;
        codes = AdaptiveNumbers.small(2 * scale.largestCode());
        numbers = new SignedNumbers(scale.largest());
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
        numbers.begin();
        for (int i = from; i < to; i++) {
            int number = scale.number(values[i], code);
            numbers.encode(encoder, number);
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
        numbers.begin();
        for (int i = from; i < to; i++) {
            int number = numbers.decode(decoder);
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
}
