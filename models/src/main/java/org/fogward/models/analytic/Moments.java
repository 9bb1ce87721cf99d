package org.fogward.models.analytic;

/**
 * What sums say about classes: their frequencies, means, and how much examples vary within them, taken to be the same in all classes.
 */
@SuppressWarnings("ArrayRecordComponent")
record Moments(double[] counts, double[][] means, double[][] within) {

    /** Of sums of at least one example. */
    static Moments of(HeadSums sums) {
        int dimensions = sums.dimensions();
        double[] counts = new double[sums.classes()];
        double[][] means = new double[sums.classes()][dimensions];
        for (int label = 0; label < counts.length; label++) {
            counts[label] = sums.count(label);
            for (int i = 0; i < dimensions; i++) {
                means[label][i] = sums.sum(label, i) / Math.max(1, counts[label]);
            }
        }
        double examples = sums.examples();
        double[][] within = new double[dimensions][dimensions];
        for (int row = 0; row < dimensions; row++) {
            for (int column = 0; column <= row; column++) {
                double product = sums.product(row, column);
                for (int label = 0; label < counts.length; label++) {
                    product -= counts[label] * means[label][row] * means[label][column];
                }
                within[row][column] = product / examples;
                within[column][row] = within[row][column];
            }
        }
        return new Moments(counts, means, within);
    }

    int classes() {
        return counts.length;
    }

    /** Each class's share, after examples were weighted by their class's frequency to the power of minus the balance. */
    double[] shares(double balance) {
        double[] shares = new double[counts.length];
        double total = 0;
        for (int label = 0; label < shares.length; label++) {
            shares[label] = counts[label] > 0 ? StrictMath.pow(counts[label], 1 - balance) : 0;
            total += shares[label];
        }
        for (int label = 0; label < shares.length; label++) {
            shares[label] /= total;
        }
        return shares;
    }
}
