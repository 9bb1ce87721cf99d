package org.fogward.models.analytic;

/**
 * What a linear head's least squares need to know of examples: how many there are of each class, the sum of each class's features,
 * and the sum of products of any two features (the Gram matrix, its lower triangle row by row). Features are rounded to whole
 * numbers of 1/{@value #GRID} before anything is added up, so that sums are exact: the same whatever the order and however examples
 * are spread over participants, and fit for adding modulo 2^64. A participant may {@linkplain #rounded round} products once more before
 * they leave it.
 *
 * @param dimensions numbers per example
 * @param classes how many there are
 * @param values counts, then sums class by class, then products
 */
@SuppressWarnings("ArrayRecordComponent")
public record HeadSums(int dimensions, int classes, long[] values) {

    /** Steps in a unit: fine beside what examples differ by. */
    public static final int GRID = 32;

    /** The largest feature in steps: half a trillion examples of it add up exactly. */
    static final int LARGEST = 1 << 12;

    /** For what doubles round. */
    private static final double SLACK = 1 + 1e-9;

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException where there are more or fewer values
     */
    public HeadSums {
        if (values.length != length(dimensions, classes)) {
            throw new IllegalArgumentException(
                    "sums: " + values.length + " values where there are " + length(dimensions, classes));
        }
    }

    /** How many values there are. */
    public static int length(int dimensions, int classes) {
        return Math.toIntExact(classes + (long) classes * dimensions + dimensions * (dimensions + 1L) / 2);
    }

    /** Of no examples. */
    public static HeadSums none(int dimensions, int classes) {
        return new HeadSums(dimensions, classes, new long[length(dimensions, classes)]);
    }

    /** How many examples there are of a class. */
    public long count(int label) {
        return values[label];
    }

    /** How many examples there are. */
    public long examples() {
        long examples = 0;
        for (int label = 0; label < classes; label++) {
            examples += count(label);
        }
        return examples;
    }

    /**
     * These sums with products that take fewer bits: rounded to nearest multiples of a power of two. Sums of them are exact still, but
     * depend a little on how examples are spread.
     *
     * @param share how much of a feature's mean square sum a multiple may be at most, 0 to 0.5; 0 leaves products as they are
     */
    public HeadSums rounded(double share) {
        long step = Long.highestOneBit(Math.max(1, (long) (share * meanSquare())));
        long[] rounded = values.clone();
        for (int i = classes + classes * dimensions; i < rounded.length; i++) {
            rounded[i] = Math.floorDiv(rounded[i] + step / 2, step) * step;
        }
        return new HeadSums(dimensions, classes, rounded);
    }

    /** The mean of the features' sums of squares, in steps of the grid's square. */
    private double meanSquare() {
        double trace = 0;
        for (int row = 0; row < dimensions; row++) {
            trace += values[productAt(row, row)];
        }
        return trace / Math.max(1, dimensions);
    }

    /** The sum of a feature over a class. */
    double sum(int label, int feature) {
        return (double) values[classes + label * dimensions + feature] / GRID;
    }

    /** The sum of the products of two features, the second no later than the first. */
    double product(int row, int column) {
        return (double) values[productAt(row, column)] / (GRID * GRID);
    }

    private int productAt(int row, int column) {
        return classes + classes * dimensions + row * (row + 1) / 2 + column;
    }

    /**
     * These sums and others.
     *
     * @throws IllegalArgumentException where they are of another form
     */
    public HeadSums plus(HeadSums other) {
        if (other.dimensions != dimensions || other.classes != classes) {
            throw new IllegalArgumentException("sums: of another form");
        }
        long[] both = values.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] += other.values[i];
        }
        return new HeadSums(dimensions, classes, both);
    }

    /**
     * Checks sums from outside: no examples have negative counts or squares, or a product or sum larger than its squares allow (Cauchy and
     * Schwarz).
     *
     * @param mostExamples that there may be
     * @param rounding the share that products were rounded by
     * @throws IllegalArgumentException naming what cannot be
     */
    public void requirePlausible(long mostExamples, double rounding) {
        long examples = 0;
        for (int label = 0; label < classes; label++) {
            require("count", values[label] >= 0 && values[label] <= mostExamples - examples);
            examples += values[label];
        }
        double largest = (double) LARGEST / GRID;
        // Squares were rounded too, so the step that was taken is a little less or more than the one that they tell of.
        double off = rounding == 0 ? 0 : (1 + rounding * meanSquare()) / (GRID * GRID);
        for (int row = 0; row < dimensions; row++) {
            require("product", product(row, row) >= 0);
            double square = product(row, row) + off;
            require("product", square <= examples * largest * largest + 2 * off);
            for (int column = 0; column < row; column++) {
                double product = Math.max(0, Math.abs(product(row, column)) - off);
                require("product", product * product <= square * (product(column, column) + off) * SLACK);
            }
            for (int label = 0; label < classes; label++) {
                double sum = sum(label, row);
                require("sum", sum * sum <= count(label) * square * SLACK);
            }
        }
    }

    private static void require(String what, boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("sums: a " + what + " cannot be that of examples");
        }
    }
}
