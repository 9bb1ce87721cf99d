package org.fogward.models.pretext;

import java.util.SplittableRandom;

/** A map of the plane: x' = a x + b y + e, y' = c x + d y + f. */
record AffineMap(double a, double b, double c, double d, double e, double f) {

    /** Two rotations with a scaling between them: singular values are what decides whether a map contracts. */
    static AffineMap ofSingularValues(double large, double small, SplittableRandom random) {
        double first = random.nextDouble(2 * StrictMath.PI);
        double second = random.nextDouble(2 * StrictMath.PI);
        double one = random.nextBoolean() ? large : -large;
        double two = random.nextBoolean() ? small : -small;
        double cos1 = StrictMath.cos(first);
        double sin1 = StrictMath.sin(first);
        double cos2 = StrictMath.cos(second);
        double sin2 = StrictMath.sin(second);
        return new AffineMap(
                cos1 * one * cos2 - sin1 * two * sin2,
                -cos1 * one * sin2 - sin1 * two * cos2,
                sin1 * one * cos2 + cos1 * two * sin2,
                -sin1 * one * sin2 + cos1 * two * cos2,
                random.nextDouble(-1, 1),
                random.nextDouble(-1, 1));
    }

    double determinant() {
        return a * d - b * c;
    }

    /** The same with every number a little different. */
    AffineMap varied(double reach, SplittableRandom random) {
        return new AffineMap(
                a * (1 + within(reach, random)),
                b * (1 + within(reach, random)),
                c * (1 + within(reach, random)),
                d * (1 + within(reach, random)),
                e * (1 + within(reach, random)),
                f * (1 + within(reach, random)));
    }

    private static double within(double reach, SplittableRandom random) {
        return reach * random.nextDouble(-1, 1);
    }
}
