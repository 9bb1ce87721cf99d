package org.fogward.models.train;

import java.util.SplittableRandom;
import org.fogward.models.spec.ModelSpec;

/** Varies examples in ways that leave their class as it is. Deterministic and thread-safe. */
sealed interface Augmentation permits NoAugmentation, ImageAugmentation, SignalAugmentation, MotionAugmentation {

    static Augmentation of(ModelSpec spec, double strength) {
        if (strength == 0) {
            return new NoAugmentation();
        }
        return switch (spec.family()) {
            case MOTION -> new MotionAugmentation(spec.input(), strength);
            case ECG -> new SignalAugmentation(spec.input(), strength);
            case COMPACT, MOBILENET -> new ImageAugmentation(spec.input(), strength);
            case TABULAR -> new NoAugmentation();
        };
    }

    /** Writes a variation of an example's values into a batch. */
    void vary(float[] source, float[] target, int offset, SplittableRandom random);
}
