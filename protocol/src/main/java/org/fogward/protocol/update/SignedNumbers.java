package org.fogward.protocol.update;

/** Codes whole numbers of either sign: large ones follow large ones, and signs follow each other. Mutable, for one message. */
final class SignedNumbers {
    private static final int ZERO = 0;
    private static final int NEGATIVE = 3;

    private final BitModels flags = new BitModels(NEGATIVE + 2);
    private final AdaptiveNumbers[] magnitudes;
    /** How many bits the magnitude before has. */
    private int before;
    /** Of the number before that is not 0, 1 for a negative one: running statistics drift together. */
    private int sign;

    /** For magnitudes up to a largest one. */
    SignedNumbers(int largest) {
        magnitudes = new AdaptiveNumbers[length(largest) + 1];
        for (int i = 0; i < magnitudes.length; i++) {
            magnitudes[i] = AdaptiveNumbers.small(largest - 1);
        }
    }

    /** What follows is not near what came before. */
    void begin() {
        before = 0;
    }

    void encode(RangeEncoder encoder, int number) {
        int magnitude = Math.abs(number);
        encoder.bit(flags, zeroFlag(), number == 0 ? 1 : 0);
        if (number != 0) {
            magnitudes[before].encode(encoder, magnitude - 1);
            encoder.bit(flags, NEGATIVE + sign, number < 0 ? 1 : 0);
            sign = number < 0 ? 1 : 0;
        }
        before = length(magnitude);
    }

    /** Reads a number. It may be larger than the largest, but not by a bit or more. */
    int decode(RangeDecoder decoder) {
        int magnitude = 0;
        if (decoder.bit(flags, zeroFlag()) == 0) {
            magnitude = magnitudes[before].decode(decoder) + 1;
            sign = decoder.bit(flags, NEGATIVE + sign);
        }
        before = Math.min(magnitudes.length - 1, length(magnitude));
        return sign == 1 ? -magnitude : magnitude;
    }

    private int zeroFlag() {
        return ZERO + Math.min(before, 2);
    }

    private static int length(int magnitude) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(magnitude);
    }
}
