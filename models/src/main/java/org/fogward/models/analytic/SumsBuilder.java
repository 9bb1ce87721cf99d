package org.fogward.models.analytic;

/** Adds examples up, in double precision and in order; what it gives is on the grid. */
final class SumsBuilder {

    private final int dimensions;
    private final int classes;
    private final long[] counts;
    private final double[] sums;
    private final double[] products;

    SumsBuilder(int dimensions, int classes) {
        this.dimensions = dimensions;
        this.classes = classes;
        this.counts = new long[classes];
        this.sums = new double[classes * dimensions];
        this.products = new double[dimensions * (dimensions + 1) / 2];
    }

    void add(int label, float[] features) {
        counts[label]++;
        int at = 0;
        for (int row = 0; row < dimensions; row++) {
            double value = features[row];
            sums[label * dimensions + row] += value;
            for (int column = 0; column <= row; column++) {
                products[at + column] += value * features[column];
            }
            at += row + 1;
        }
    }

    HeadSums build() {
        long[] values = new long[HeadSums.length(dimensions, classes)];
        System.arraycopy(counts, 0, values, 0, classes);
        int at = classes;
        for (double sum : sums) {
            values[at++] = HeadSums.fixed(sum);
        }
        for (double product : products) {
            values[at++] = HeadSums.fixed(product);
        }
        return new HeadSums(dimensions, classes, values);
    }
}
