package org.fogward.models.data;

import java.util.SplittableRandom;

/**
 * A rotation in space, about three axes in turn.
 *
 * @param yaw about the vertical axis, in radians
 * @param pitch about the sideways axis, in radians
 * @param roll about the forward axis, in radians
 */
record Orientation(double yaw, double pitch, double roll) {

    static Orientation draw(SplittableRandom random, double largestTilt) {
        return new Orientation(
                random.nextDouble(-largestTilt, largestTilt),
                random.nextDouble(-largestTilt, largestTilt),
                random.nextDouble(-largestTilt, largestTilt));
    }

    Orientation plus(Orientation other) {
        return new Orientation(yaw + other.yaw, pitch + other.pitch, roll + other.roll);
    }

    /** A vector (forward, sideways, up) as the turned sensor sees it. */
    double[] apply(double forward, double sideways, double up) {
        double x = forward * StrictMath.cos(yaw) - sideways * StrictMath.sin(yaw);
        double y = forward * StrictMath.sin(yaw) + sideways * StrictMath.cos(yaw);
        double x2 = x * StrictMath.cos(pitch) + up * StrictMath.sin(pitch);
        double z = -x * StrictMath.sin(pitch) + up * StrictMath.cos(pitch);
        double y2 = y * StrictMath.cos(roll) - z * StrictMath.sin(roll);
        double z2 = y * StrictMath.sin(roll) + z * StrictMath.cos(roll);
        return new double[] {x2, y2, z2};
    }
}
