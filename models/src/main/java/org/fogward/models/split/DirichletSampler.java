package org.fogward.models.split;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws from a symmetric Dirichlet distribution, as normalised gamma variates after Marsaglia and Tsang (2000). Works on
 * logarithms, because gamma variates of a small concentration are mostly too small for a double. Not thread-safe.
 */
final class DirichletSampler {

    private final RandomGenerator random;
    private final double alpha;

    DirichletSampler(RandomGenerator random, double alpha) {
        this.random = random;
        this.alpha = alpha;
    }

    /** Proportions that add up to 1. */
    double[] next(int size) {
        double[] logs = new double[size];
        Arrays.setAll(logs, i -> nextLogGamma());
        double largest = Arrays.stream(logs).max().orElseThrow();
        double[] weights =
                Arrays.stream(logs).map(log -> StrictMath.exp(log - largest)).toArray();
        double sum = Arrays.stream(weights).reduce(0, Double::sum);
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    private double nextLogGamma() {
        // A variate of concentration a is one of concentration a + 1 times a uniform one to the power of 1 / a.
        return alpha < 1
                ? nextLogGamma(alpha + 1) + StrictMath.log(1 - random.nextDouble()) / alpha
                : nextLogGamma(alpha);
    }

    private double nextLogGamma(double concentration) {
        double d = concentration - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double normal = random.nextGaussian();
            double root = 1 + c * normal;
            if (root > 0) {
                double logCube = 3 * StrictMath.log(root);
                double uniform = 1 - random.nextDouble();
                if (StrictMath.log(uniform) < normal * normal / 2 + d * (1 - StrictMath.exp(logCube) + logCube)) {
                    return StrictMath.log(d) + logCube;
                }
            }
        }
    }
}
