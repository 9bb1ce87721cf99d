package org.fogward.protocol.update;

/**
 * Codes whole numbers from 0 as Elias gamma codes (IEEE Trans. Inf. Theory 1975) of which the length and the first bit behind the
 * leading one are coded by what came before, the rest as it is. Mutable, for one message.
 *
 * <p>The length is searched from where it is expected, so that a number needs few decisions.
 */
final class AdaptiveNumbers {
    private final int longest;
    private final int expected;
    /** By a length, whether a number is at least as long, given what is known by then. */
    private final BitModels lengths;
    /** By a length, the bit behind the leading one. */
    private final BitModels seconds;

    private AdaptiveNumbers(int longest, int expected) {
        this.longest = longest;
        this.expected = expected;
        lengths = new BitModels(longest + 1);
        seconds = new BitModels(longest + 1);
    }

    /** For numbers up to a largest one, below {@link Integer#MAX_VALUE}, of which nothing is known but that most are small. */
    static AdaptiveNumbers small(int largest) {
        return new AdaptiveNumbers(length(largest), 0);
    }

    /** For numbers up to a largest one, of which each goes on to the next with the same probability. */
    static AdaptiveNumbers geometric(int largest, double probability) {
        int longest = length(largest);
        double[] reached = new double[longest + 2];
        int expected = 0;
        double power = probability;
        reached[0] = 1;
        for (int length = 1; length <= longest; length++) {
            reached[length] = reached[length - 1] * power;
            expected = reached[length] > 0.5 ? length : expected;
            power *= power;
        }
        AdaptiveNumbers numbers = new AdaptiveNumbers(longest, expected);
        power = probability;
        for (int length = 1; length <= longest; length++) {
            numbers.lengths.begin(length, numbers.atLeast(length, reached));
            numbers.seconds.begin(length, power / (1 + power));
            power *= power;
        }
        return numbers;
    }

    void encode(RangeEncoder encoder, int number) {
        int length = length(number);
        encodeLength(encoder, length);
        if (length > 0) {
            int left = length - 1;
            encoder.bit(seconds, length, number + 1 >>> left & 1);
            encoder.raw(number + 1, left);
        }
    }

    /** Reads a number. It may be larger than the largest, but has no more bits after adding one. */
    int decode(RangeDecoder decoder) {
        int length = decodeLength(decoder);
        if (length == 0) {
            return 0;
        }
        int second = decoder.bit(seconds, length);
        return ((2 | second) << length - 1 | decoder.raw(length - 1)) - 1;
    }

    private void encodeLength(RangeEncoder encoder, int length) {
        int at = expected;
        if (at > 0) {
            encoder.bit(lengths, at, length >= at ? 1 : 0);
        }
        if (length >= expected) {
            for (; at < longest; at++) {
                encoder.bit(lengths, at + 1, length > at ? 1 : 0);
                if (length == at) {
                    return;
                }
            }
        } else {
            for (at--; at > 0; at--) {
                encoder.bit(lengths, at, length >= at ? 1 : 0);
                if (length >= at) {
                    return;
                }
            }
        }
    }

    private int decodeLength(RangeDecoder decoder) {
        int at = expected;
        if (at == 0 || decoder.bit(lengths, at) == 1) {
            while (at < longest && decoder.bit(lengths, at + 1) == 1) {
                at++;
            }
        } else {
            at--;
            while (at > 0 && decoder.bit(lengths, at) == 0) {
                at--;
            }
        }
        return at;
    }

    /** With which probability a number has a length, given the decisions before that one. */
    private double atLeast(int length, double[] reached) {
        if (length > expected) {
            return reached[length] / reached[length - 1];
        }
        double shorter = length == expected ? 0 : reached[length + 1];
        return (reached[length] - shorter) / (1 - shorter);
    }

    private static int length(int number) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(number + 1);
    }
}
