package org.fogward.models.pretext;

import java.util.SplittableRandom;

/** A class of generated images. Implementations are immutable and give the same bits for the same random numbers. */
sealed interface ImageFormula permits Fractal, DeadLeaves, Texture {

    /** Draws a new image onto an empty canvas, in any range of values. */
    void draw(Canvas canvas, SplittableRandom random);
}
