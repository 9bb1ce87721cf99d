package org.fogward.models.prune;

/**
 * Normally distributed values, cut at 0 and 6.
 *
 * @param mean after the cut
 * @param variance after the cut
 */
record RectifiedNormal(double mean, double variance) {

    private static final double CAP = 6;
    private static final int STEPS = 240;
    private static final double REACH = 6;

    /** By Simpson's rule over six deviations to each side, which needs no error function and is exact enough. */
    static RectifiedNormal of(double mean, double deviation) {
        if (deviation == 0) {
            return new RectifiedNormal(Math.clamp(mean, 0, CAP), 0);
        }
        double sum = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i <= STEPS; i++) {
            double z = REACH * (2.0 * i / STEPS - 1);
            double simpson = i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2;
            double density = simpson * StrictMath.exp(-z * z / 2);
            double value = Math.clamp(mean + deviation * z, 0, CAP);
            sum += density;
            first += density * value;
            second += density * value * value;
        }
        double average = first / sum;
        return new RectifiedNormal(average, Math.max(0, second / sum - average * average));
    }
}
