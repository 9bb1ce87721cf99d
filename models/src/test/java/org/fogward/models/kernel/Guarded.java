package org.fogward.models.kernel;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Numbers somewhere in an array whose other places hold NaN: a kernel that reads outside spoils its own result, and one that
 * writes outside is found out.
 *
 * @param array with the numbers and what surrounds them
 * @param at where the numbers begin
 * @param length how many there are
 */
record Guarded(float[] array, int at, int length) {

    private static final int AFTER = 17;

    static Guarded random(SplittableRandom random, int at, int length) {
        Guarded result = new Guarded(new float[at + length + AFTER], at, length);
        Arrays.fill(result.array, Float.NaN);
        for (int i = 0; i < length; i++) {
            result.array[at + i] = (float) random.nextGaussian();
        }
        return result;
    }

    Guarded copy() {
        return new Guarded(array.clone(), at, length);
    }

    float get(int index) {
        return array[at + index];
    }

    void set(int index, float value) {
        array[at + index] = value;
    }

    /** Throws where the surroundings changed. */
    void requireUntouchedGuards(Object what) {
        for (int i = 0; i < array.length; i++) {
            if ((i < at || i >= at + length) && !Float.isNaN(array[i])) {
                throw new AssertionError(what + ": wrote " + array[i] + " at " + (i - at) + " of " + length);
            }
        }
    }
}
