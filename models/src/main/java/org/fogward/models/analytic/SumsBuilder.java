package org.fogward.models.analytic;

/** Adds examples up, exactly. */
final class SumsBuilder {

    private final int dimensions;
    private final int classes;
    private final long[] values;

    SumsBuilder(int dimensions, int classes) {
        this.dimensions = dimensions;
        this.classes = classes;
        this.values = new long[HeadSums.length(dimensions, classes)];
    }

    /**
     * Adds an example.
     *
     * @throws IllegalArgumentException where a feature is not a number; one that is too large is cut
     */
    void add(int label, float[] features) {
        int[] steps = new int[dimensions];
        for (int i = 0; i < dimensions; i++) {
            if (Float.isNaN(features[i])) {
                throw new IllegalArgumentException("features: the model gives what is not a number");
            }
            steps[i] =
                    Math.clamp(Math.round((double) features[i] * HeadSums.GRID), -HeadSums.LARGEST, HeadSums.LARGEST);
        }
        values[label]++;
        int sums = classes + label * dimensions;
        int products = classes + classes * dimensions;
        for (int row = 0; row < dimensions; row++) {
            values[sums + row] += steps[row];
            for (int column = 0; column <= row; column++) {
                values[products + column] += (long) steps[row] * steps[column];
            }
            products += row + 1;
        }
    }

    HeadSums build() {
        return new HeadSums(dimensions, classes, values.clone());
    }
}
