package org.fogward.models.unit;

import java.util.Arrays;

/** Adds up a weight gradient part by part, and then the parts in their order. */
final class WeightGradient {

    private final Scratch scratch;
    private final int at;
    private final int length;
    private int examples;

    WeightGradient(Scratch scratch, int at, int length) {
        this.scratch = scratch;
        this.at = at;
        this.length = length;
    }

    /** Begins the gradient of a batch. */
    void clear(int count) {
        examples = count;
        for (int part = 0; part < Workers.PARTS; part++) {
            if (Workers.hasWork(part, count)) {
                Arrays.fill(scratch.sums(part, length), 0, length, 0f);
            }
        }
    }

    float[] of(int part) {
        return scratch.sums(part, length);
    }

    void finish(float[] gradient) {
        boolean first = true;
        for (int part = 0; part < Workers.PARTS; part++) {
            if (Workers.hasWork(part, examples)) {
                float[] sums = of(part);
                if (first) {
                    System.arraycopy(sums, 0, gradient, at, length);
                } else {
                    for (int i = 0; i < length; i++) {
                        gradient[at + i] += sums[i];
                    }
                }
                first = false;
            }
        }
    }
}
