package org.fogward.models.unit;

/**
 * Memory that the units of one network use in turn: a unit may not expect to find what it left there. Each part of a batch has
 * its own. Arrays grow and are never zeroed here.
 */
public final class Scratch {

    private static final int SLOTS = 3;

    private final float[][][] parts = new float[Workers.PARTS][SLOTS][0];
    private final float[][] sums = new float[Workers.PARTS][0];
    private final float[][] shared = new float[2][0];

    /** Memory of one part. */
    float[] part(int part, int slot, int length) {
        float[][] slots = parts[part];
        if (slots[slot].length < length) {
            slots[slot] = new float[length];
        }
        return slots[slot];
    }

    /** Memory for one part's share of a weight gradient. */
    float[] sums(int part, int length) {
        if (sums[part].length < length) {
            sums[part] = new float[length];
        }
        return sums[part];
    }

    /** Memory of all parts together; not to be asked for while they compute. */
    float[] shared(int slot, int length) {
        if (shared[slot].length < length) {
            shared[slot] = new float[length];
        }
        return shared[slot];
    }
}
