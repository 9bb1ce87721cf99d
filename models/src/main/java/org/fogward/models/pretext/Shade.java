package org.fogward.models.pretext;

import java.util.SplittableRandom;

/**
 * Light that falls off evenly across an image, in coordinates from -1 to 1.
 *
 * @param right change from the middle to the right edge
 * @param down change from the middle to the lower edge
 */
record Shade(double right, double down) {

    static Shade draw(SplittableRandom random, double strength) {
        return new Shade(random.nextDouble(-strength, strength), random.nextDouble(-strength, strength));
    }

    static double coordinate(int pixel, int pixels) {
        return (2.0 * pixel + 1) / pixels - 1;
    }

    double at(double x, double y) {
        return right * x + down * y;
    }
}
