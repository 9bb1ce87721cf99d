package org.fogward.protocol.update;

import java.util.Arrays;

/**
 * Estimates of how likely a bit is 1, each the mean of one that adapts fast and one that adapts slowly. Both begin faster, so that
 * short messages pay little for learning. Whole numbers only: estimates are the same on every machine. Mutable, for one message.
 */
final class BitModels {
    /** Probabilities have this many bits for the coder; none of them is ever 0 or 1. */
    static final int PROBABILITY_BITS = 15;

    private static final int ESTIMATE_BITS = 16;
    private static final int ONE = 1 << ESTIMATE_BITS;
    private static final int MARGIN = 1 << 9;
    /** Estimates come no nearer to 0 or 1. */
    private static final int CERTAIN = 1 << 5;

    private static final int FAST_SHIFT = 4;
    private static final int SLOW_SHIFT = 6;
    /** The trust in where an estimate begins, in bits seen. */
    private static final int PRIOR = 8;

    /** The fast estimate in the lowest 16 bits, the slow one in the next, then the bits seen: one access for all three. */
    private final long[] states;

    BitModels(int count) {
        states = new long[count];
        Arrays.fill(states, state(ONE / 2, ONE / 2, PRIOR));
    }

    /** Sets where an estimate begins. */
    void begin(int at, double probability) {
        int estimate = Math.clamp((long) (probability * ONE), MARGIN, ONE - MARGIN);
        states[at] = state(estimate, estimate, PRIOR);
    }

    int probability(int at) {
        long state = states[at];
        return fast(state) + slow(state) >>> ESTIMATE_BITS + 1 - PROBABILITY_BITS;
    }

    void learn(int at, int bit) {
        long state = states[at];
        int seen = (int) (state >>> 2 * ESTIMATE_BITS);
        int shift = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(seen);
        int target = CERTAIN + (-bit & ONE - 2 * CERTAIN);
        int fast = fast(state) + (target - fast(state) >> Math.min(shift, FAST_SHIFT));
        int slow = slow(state) + (target - slow(state) >> shift);
        states[at] = state(fast, slow, Math.min(seen + 1, 1 << SLOW_SHIFT));
    }

    private static long state(int fast, int slow, int seen) {
        return (long) seen << 2 * ESTIMATE_BITS | (long) slow << ESTIMATE_BITS | fast;
    }

    private static int fast(long state) {
        return (int) state & ONE - 1;
    }

    private static int slow(long state) {
        return (int) state >>> ESTIMATE_BITS;
    }
}
