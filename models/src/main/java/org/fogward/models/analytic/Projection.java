package org.fogward.models.analytic;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A random projection by signs (Achlioptas, "Database-friendly random projections", 2003): every output is the sum of all features, each
 * with a sign of its own, over the root of their number. The same seed gives the same signs on every machine. Immutable.
 */
final class Projection {

    private static final String GENERATOR = "L64X128MixRandom";

    private final int features;
    private final int dimensions;
    private final boolean identity;
    private final long[] signs;
    private final int words;

    private Projection(int features, int dimensions, boolean identity, long seed) {
        this.features = features;
        this.dimensions = dimensions;
        this.identity = identity;
        this.words = Math.ceilDiv(features, Long.SIZE);
        this.signs = new long[identity ? 0 : dimensions * words];
        RandomGenerator random = RandomGeneratorFactory.of(GENERATOR).create(seed);
        for (int i = 0; i < signs.length; i++) {
            signs[i] = random.nextLong();
        }
    }

    /**
     * A projection.
     *
     * @param features how many there are
     * @param most to how many dimensions at most; 0 for no limit
     */
    static Projection of(int features, int most, long seed) {
        boolean identity = most == 0 || features <= most;
        return new Projection(features, identity ? features : most, identity, seed);
    }

    /** How many numbers come out. */
    int dimensions() {
        return dimensions;
    }

    /** Projects the features that begin at a place. */
    float[] project(float[] rows, int at) {
        float[] projected = new float[dimensions];
        if (identity) {
            System.arraycopy(rows, at, projected, 0, features);
            return projected;
        }
        double scale = 1 / Math.sqrt(features);
        for (int d = 0; d < dimensions; d++) {
            double sum = 0;
            for (int f = 0; f < features; f++) {
                sum += isNegative(d, f) ? -rows[at + f] : rows[at + f];
            }
            projected[d] = (float) (sum * scale);
        }
        return projected;
    }

    /** Weights of the features that do what these weights do on the projection. */
    double[] unproject(double[] weights) {
        if (identity) {
            return weights.clone();
        }
        double scale = 1 / Math.sqrt(features);
        double[] unprojected = new double[features];
        for (int d = 0; d < dimensions; d++) {
            double weight = weights[d] * scale;
            for (int f = 0; f < features; f++) {
                unprojected[f] += isNegative(d, f) ? -weight : weight;
            }
        }
        return unprojected;
    }

    private boolean isNegative(int dimension, int feature) {
        return (signs[dimension * words + feature / Long.SIZE] >>> feature & 1) != 0;
    }
}
