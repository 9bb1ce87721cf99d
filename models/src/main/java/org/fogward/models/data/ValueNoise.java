package org.fogward.models.data;

import java.util.SplittableRandom;

/** Smooth random values over the plane, between -1 and 1 (value noise). Immutable. */
final class ValueNoise {

    private static final int SIZE = 64;

    private final float[] lattice = new float[SIZE * SIZE];

    ValueNoise(SplittableRandom random) {
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = (float) random.nextDouble(-1, 1);
        }
    }

    /** The value at a point; points less than 1 apart have similar values. */
    double at(double x, double y) {
        int column = (int) StrictMath.floor(x);
        int row = (int) StrictMath.floor(y);
        double right = smooth(x - column);
        double down = smooth(y - row);
        double upper = mix(node(column, row), node(column + 1, row), right);
        double lower = mix(node(column, row + 1), node(column + 1, row + 1), right);
        return mix(upper, lower, down);
    }

    private float node(int column, int row) {
        return lattice[Math.floorMod(row, SIZE) * SIZE + Math.floorMod(column, SIZE)];
    }

    private static double smooth(double share) {
        return share * share * (3 - 2 * share);
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }
}
