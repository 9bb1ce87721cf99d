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
    private final BitModels flags = new BitModels(7);
    private final AdaptiveNumbers codes;
    private final AdaptiveNumbers[] magnitudes;
    private int last = FIRST_CODE;
    private int code;
    private float unit;
    private int before;
    private int sign;
    private int largest;

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
        begin(encoder, scale.code(values, from, to));
        for (int i = from; i < to && code > 0; i++) {
            values[i] -= number(encoder, scale.number(values[i], code)) * unit;
        }
    }

    /** Begins a block. */
    private void begin(BinaryCoder coder, int given) {
        int nothing = coder.bit(flags, NOTHING, given == 0 ? 1 : 0);
        if (nothing == 1) {
            code = 0;
        } else {
            last += Zigzag.from(codes.code(coder, Zigzag.of(given - last)));
            code = last;
        }
        unit = WholeScale.unit(code);
        before = 0;
        largest = 0;
    }

    /** Decodes a block. */
    void decode(RangeDecoder decoder, int from, int to, DeltaSink sink) throws UpdateFormatException {
        beginDecoding(decoder);
        for (int i = from; i < to && code > 0; i++) {
            sink.accept(i, decode(decoder));
        }
        endDecoding();
    }

    void beginDecoding(RangeDecoder decoder) throws UpdateFormatException {
        begin(decoder, 0);
        if (last < 1 || last > scale.largestCode()) {
            throw new UpdateFormatException("whole: beyond what a float holds");
        }
    }

    /** The next value of a block. */
    float decode(RangeDecoder decoder) throws UpdateFormatException {
        if (code == 0) {
            return 0;
        }
        int number = number(decoder, 0);
        if (Math.abs(number) > scale.largest()) {
            throw new UpdateFormatException("whole: beyond its largest number");
        }
        return number * unit;
    }

    void endDecoding() throws UpdateFormatException {
        if (!scale.writes(largest, code)) {
            throw new UpdateFormatException("whole: a scale that no encoder writes");
        }
    }

    /** Codes a number, by how many bits the one before had. */
    private int number(BinaryCoder coder, int given) {
        int context = Integer.SIZE - Integer.numberOfLeadingZeros(before);
        int zero = coder.bit(flags, ZERO + Math.min(context, 2), given == 0 ? 1 : 0);
        int magnitude = 0;
        if (zero == 0) {
            magnitude = magnitudes[Math.min(context, magnitudes.length - 1)].code(coder, Math.abs(given) - 1) + 1;
            sign = coder.bit(flags, NEGATIVE + (sign & 1), given < 0 ? 1 : 0);
        }
        before = magnitude;
        largest = Math.max(largest, magnitude);
        return sign == 1 ? -magnitude : magnitude;
    }
}
