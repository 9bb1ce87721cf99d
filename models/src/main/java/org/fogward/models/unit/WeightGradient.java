package org.fogward.models.unit;

import java.util.Arrays;

/** Adds up a weight gradient part by part, and then the parts in their order. */
final class WeightGradient {

    private final Scratch scratch;
    private final int at;
    private final int length;

    WeightGradient(Scratch scratch, int at, int length) {
        this.scratch = scratch;
        this.at = at;
        this.length = length;
    }

    void clear() {
        for (int part = 0; part < Workers.PARTS; part++) {
            Arrays.fill(scratch.sums(part, length), 0, length, 0f);
        }
    }

    float[] of(int part) {
        return scratch.sums(part, length);
    }

    void finish(float[] gradient) {
        float[] first = of(0);
        float[] second = of(1);
        float[] third = of(2);
        float[] fourth = of(3);
        for (int i = 0; i < length; i++) {
            gradient[at + i] = ((first[i] + second[i]) + third[i]) + fourth[i];
        }
    }
}
