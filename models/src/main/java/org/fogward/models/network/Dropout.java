package org.fogward.models.network;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Dropout for one batch. The mask follows from the seed alone, so that training is repeatable.
 *
 * @param rate how much is dropped, 0 to below 1
 * @param seed chooses what is dropped
 */
public record Dropout(double rate, long seed) {

    /** Drops nothing. */
    public static final Dropout NONE = new Dropout(0, 0);

    /** Checks the rate. */
    public Dropout {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("dropout: " + rate + " is not between 0 and 1");
        }
    }

    /** Factors to multiply with: 0 for what is dropped, and for the rest what keeps the expectation. */
    public float[] mask(int length) {
        float[] mask = new float[length];
        if (rate == 0) {
            Arrays.fill(mask, 1f);
            return mask;
        }
        SplittableRandom random = new SplittableRandom(seed);
        float kept = (float) (1 / (1 - rate));
        for (int i = 0; i < length; i++) {
            mask[i] = random.nextDouble() < rate ? 0f : kept;
        }
        return mask;
    }
}
