package org.fogward.models.analytic;

/**
 * What a linear head's least squares need to know of examples: how many there are of each class, the sum of each class's features,
 * and the sum of products of any two features (the Gram matrix, its lower triangle row by row). Features and products are whole
 * numbers of 1/{@value #GRID}, so that adding up is exact, whatever the order, and can be done modulo 2^64.
 *
 * @param dimensions numbers per example
 * @param classes how many there are
 * @param values counts, then sums class by class, then products
 */
@SuppressWarnings("ArrayRecordComponent")
public record HeadSums(int dimensions, int classes, long[] values) {

    /** Steps in a unit: coarse beside what a single example adds, fine beside what examples differ by. */
    public static final int GRID = 256;

    private static final double LARGEST = 0x1p52;

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

    /**
     * A number on the grid.
     *
     * @throws IllegalArgumentException where it is not finite, or so large that sums of it would not be exact
     */
    static long fixed(double value) {
        double steps = Math.rint(value * GRID);
        if (!(Math.abs(steps) <= LARGEST)) {
            throw new IllegalArgumentException("sums: " + value + " is too large");
        }
        return (long) steps;
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

    /** The sum of a feature over a class. */
    double sum(int label, int feature) {
        return (double) values[classes + label * dimensions + feature] / GRID;
    }

    /** The sum of the products of two features, the second no later than the first. */
    double product(int row, int column) {
        return (double) values[productAt(row, column)] / GRID;
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
     * What is wrong with sums from outside: negative counts, more examples than allowed, or products that no examples have
     * because a square is negative or a product larger than its squares allow (Cauchy and Schwarz).
     *
     * @param mostExamples that there may be
     * @param largestSquare the largest mean square of a feature
     * @throws IllegalArgumentException naming what cannot be
     */
    public void requirePlausible(long mostExamples, double largestSquare) {
        long examples = 0;
        for (int label = 0; label < classes; label++) {
            require("count", values[label] >= 0 && values[label] <= mostExamples);
            examples += values[label];
        }
        require("count", examples <= mostExamples);
        double slack = 1.0 / GRID;
        for (int row = 0; row < dimensions; row++) {
            double square = product(row, row);
            require("product", square >= 0 && square <= examples * largestSquare + slack);
            for (int column = 0; column < row; column++) {
                double product = Math.abs(product(row, column)) - slack;
                require(
                        "product",
                        product <= 0 || product * product <= (square + slack) * (product(column, column) + slack));
            }
            for (int label = 0; label < classes; label++) {
                double sum = Math.abs(sum(label, row)) - slack;
                require("sum", sum <= 0 || sum * sum <= count(label) * (square + slack));
            }
        }
    }

    private static void require(String what, boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("sums: a " + what + " cannot be that of examples");
        }
    }
}
