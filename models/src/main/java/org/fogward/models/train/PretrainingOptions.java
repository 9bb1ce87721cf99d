package org.fogward.models.train;

import org.fogward.models.data.SampleShape;
import org.fogward.models.pretext.PretextImages;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;

/**
 * How a network learns to see from generated images.
 *
 * @param family {@code mobilenet} or {@code compact}
 * @param width multiplier of the layers' channel counts
 * @param pixels height and width of an image, a multiple of 32
 * @param fractals how many classes of fractals there are, beside those of leaves and textures
 * @param images how many images are learnt from at most, at least {@value #MIN_IMAGES}
 * @param seed decides everything
 */
public record PretrainingOptions(ModelFamily family, double width, int pixels, int fractals, long images, long seed) {

    /** The fewest images: enough for a few dozen steps. */
    public static final int MIN_IMAGES = 1024;

    private static final int STEP = 32;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the component
     */
    public PretrainingOptions {
        if (family != ModelFamily.MOBILENET && family != ModelFamily.COMPACT) {
            throw new IllegalArgumentException("family: " + family.text() + " does not learn from images");
        }
        if (pixels < 2 * STEP || pixels % STEP != 0) {
            throw new IllegalArgumentException("pixels: " + pixels + " is no multiple of 32 from 64 on");
        }
        if (images < MIN_IMAGES) {
            throw new IllegalArgumentException("images: " + images + " is fewer than " + MIN_IMAGES);
        }
    }

    /** The network that learns, for images of some size; the size does not change its parameters. */
    ModelSpec spec(PretextImages pretext, int size) {
        return new ModelSpec(family, new SampleShape(size, size, 1), 0, width, pretext.classes());
    }

    /** The size that it begins with. */
    int smallPixels() {
        return Math.max(STEP, pixels * 2 / 3 / STEP * STEP);
    }
}
