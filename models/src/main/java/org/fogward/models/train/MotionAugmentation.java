package org.fogward.models.train;

import java.util.SplittableRandom;
import org.fogward.models.data.SampleShape;

/**
 * Varies a signal and turns the sensor about an axis by chance, because people do not wear it all alike. Where channels
 * come in threes, each three are taken for the axes of one sensor in the same frame; other signals are not turned.
 */
record MotionAugmentation(SampleShape shape, double strength) implements Augmentation {

    private static final int AXES = 3;
    /** Radians at most. */
    private static final double TURN = 0.9;

    @Override
    public void vary(float[] source, float[] target, int offset, SplittableRandom random) {
        new SignalAugmentation(shape, strength).vary(source, target, offset, random);
        if (shape.channels() % AXES == 0) {
            double[] rotation = rotation(random, strength * TURN * random.nextDouble(-1, 1));
            for (int i = offset; i < offset + shape.values(); i += AXES) {
                turn(target, i, rotation);
            }
        }
    }

    /** Rodrigues' formula for a direction that is uniform on the sphere, row by row. */
    private static double[] rotation(SplittableRandom random, double angle) {
        double z = random.nextDouble(-1, 1);
        double around = random.nextDouble(2 * Math.PI);
        double x = Math.sqrt(1 - z * z) * Math.cos(around);
        double y = Math.sqrt(1 - z * z) * Math.sin(around);
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        double t = 1 - c;
        return new double[] {
            t * x * x + c,
            t * x * y - s * z,
            t * x * z + s * y,
            t * x * y + s * z,
            t * y * y + c,
            t * y * z - s * x,
            t * x * z - s * y,
            t * y * z + s * x,
            t * z * z + c
        };
    }

    private static void turn(float[] values, int at, double[] rotation) {
        double x = values[at];
        double y = values[at + 1];
        double z = values[at + 2];
        for (int row = 0; row < AXES; row++) {
            values[at + row] =
                    (float) (rotation[AXES * row] * x + rotation[AXES * row + 1] * y + rotation[AXES * row + 2] * z);
        }
    }
}
