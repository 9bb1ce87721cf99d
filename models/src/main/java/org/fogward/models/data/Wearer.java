package org.fogward.models.data;

import java.util.SplittableRandom;

/**
 * One made-up subject of the generated wearable data.
 *
 * @param pace usual steps a second
 * @param amplitude of the body's acceleration, in g
 * @param turnRate of the body's rotation, in rad/s
 * @param sway share of sideways movement
 * @param asymmetry natural difference of the left and right step
 * @param noise share of the amplitude
 * @param orientation how the sensor is worn
 */
record Wearer(
        double pace,
        double amplitude,
        double turnRate,
        double sway,
        double asymmetry,
        double noise,
        Orientation orientation) {

    private static final double LARGEST_TILT = 0.55;

    static Wearer draw(SplittableRandom random) {
        return new Wearer(
                random.nextDouble(1.5, 2.2),
                0.3 * StrictMath.exp(0.4 * random.nextGaussian()),
                0.8 * StrictMath.exp(0.4 * random.nextGaussian()),
                random.nextDouble(0.2, 0.6),
                0.12 * random.nextGaussian(),
                random.nextDouble(0.2, 0.5),
                Orientation.draw(random, LARGEST_TILT));
    }
}
