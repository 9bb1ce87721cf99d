package org.fogward.models.kernel;

/**
 * A sum of products in double precision, and how far one in single precision may be from it: a sum of n rounded products, in
 * whatever order, is off by n / (1 - n u) x u of the products' magnitudes at most, u = 2^-24 (Higham, Accuracy and Stability of
 * Numerical Algorithms, section 3.1).
 */
final class Expected {

    private static final double UNIT = 0x1p-24;

    private double sum;
    private double magnitude;
    private int terms = 1;

    Expected add(double term) {
        sum += term;
        magnitude += Math.abs(term);
        terms++;
        return this;
    }

    Expected add(double factor, double value) {
        return add(factor * value);
    }

    double sum() {
        return sum;
    }

    void require(float actual, Object what, int index) {
        double tolerance = terms * UNIT / (1 - terms * UNIT) * magnitude;
        // Written so that NaN fails.
        if (!(Math.abs(actual - sum) <= tolerance)) {
            throw new AssertionError(
                    what + " at " + index + ": " + actual + " where " + sum + " is right, within " + tolerance);
        }
    }
}
