package org.fogward.sim.curves;

import java.util.List;

/**
 * One value of several runs.
 *
 * @param mean of the runs
 * @param least of them
 * @param most of them
 */
record Spread(double mean, double least, double most) {

    /** Whether the runs differ. */
    boolean varies() {
        return least < most;
    }

    /** The spread of at least one value. */
    static Spread of(List<Double> values) {
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            sum += value;
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        // Rounding must not put a mean of equal values beside them.
        return new Spread(Math.clamp(sum / values.size(), least, most), least, most);
    }
}
