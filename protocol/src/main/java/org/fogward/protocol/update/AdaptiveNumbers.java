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

    /** Codes a number. A decoder may get one that is larger than the largest, but of no more bits after adding one. */
    int code(BinaryCoder coder, int number) {
        int one = number + 1;
        int length = length(coder, length(number));
        if (length == 0) {
            return 0;
        }
        int left = length - 1;
        int second = coder.bit(seconds, length, one >>> left & 1);
        int rest = left == 0 ? 0 : coder.raw(one & (1 << left) - 1, left);
        return ((2 | second) << left | rest) - 1;
    }

    private int length(BinaryCoder coder, int given) {
        int length = expected;
        if (length == 0 || coder.bit(lengths, length, given >= length ? 1 : 0) == 1) {
            while (length < longest && coder.bit(lengths, length + 1, given > length ? 1 : 0) == 1) {
                length++;
            }
            return length;
        }
        length--;
        while (length > 0 && coder.bit(lengths, length, given >= length ? 1 : 0) == 0) {
            length--;
        }
        return length;
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
