package org.fogward.models.train;

import java.util.SplittableRandom;

/** Leaves examples as they are. */
record NoAugmentation() implements Augmentation {

    @Override
    public void vary(float[] source, float[] target, int offset, SplittableRandom random) {
        System.arraycopy(source, 0, target, offset, source.length);
    }
}
