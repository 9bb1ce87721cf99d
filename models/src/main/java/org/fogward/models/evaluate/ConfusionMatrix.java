package org.fogward.models.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * How often each class was taken for each. Immutable.
 *
 * @param classes names of the classes
 * @param counts row-major, actual class by predicted class
 */
public record ConfusionMatrix(List<String> classes, long[] counts) {

    /**
     * Keeps its own copies.
     *
     * @throws IllegalArgumentException where the counts are not one for each pair of classes, or one is negative
     */
    public ConfusionMatrix {
        classes = List.copyOf(classes);
        counts = counts.clone();
        if (counts.length != classes.size() * classes.size()) {
            throw new IllegalArgumentException(
                    "confusion: " + counts.length + " counts for " + classes.size() + " classes");
        }
        if (Arrays.stream(counts).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("confusion: a count is negative");
        }
    }

    /** The matrix of no samples. */
    public static ConfusionMatrix empty(List<String> classes) {
        return new ConfusionMatrix(classes, new long[classes.size() * classes.size()]);
    }

    /** A copy of the counts. */
    @Override
    public long[] counts() {
        return counts.clone();
    }

    /** How many samples were counted. */
    public long samples() {
        return Arrays.stream(counts).sum();
    }

    /** The share that was right, 0 to 1; 0 where there are no samples. */
    public double accuracy() {
        long right = 0;
        for (int label = 0; label < classes.size(); label++) {
            right += count(label, label);
        }
        return samples() == 0 ? 0 : (double) right / samples();
    }

    /** The mean recall over the classes that occur, 0 to 1; 0 where there are no samples. */
    public double balancedAccuracy() {
        double sum = 0;
        int present = 0;
        for (int label = 0; label < classes.size(); label++) {
            sum += recall(label);
            present += support(label) > 0 ? 1 : 0;
        }
        return present == 0 ? 0 : sum / present;
    }

    /** How many samples of a class there are. */
    public long support(int label) {
        long total = 0;
        for (int predicted = 0; predicted < classes.size(); predicted++) {
            total += count(label, predicted);
        }
        return total;
    }

    /** The share of a class's samples that was right, 0 to 1; 0 where the class does not occur. */
    public double recall(int label) {
        long support = support(label);
        return support == 0 ? 0 : (double) count(label, label) / support;
    }

    /**
     * Both matrices' counts together.
     *
     * @throws IllegalArgumentException where the classes differ, or a sum is too large
     */
    public ConfusionMatrix plus(ConfusionMatrix other) {
        if (!classes.equals(other.classes)) {
            throw new IllegalArgumentException("confusion: the classes differ");
        }
        long[] sums = new long[counts.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = counts[i] + other.counts[i];
        }
        return new ConfusionMatrix(classes, sums);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix matrix
                && classes.equals(matrix.classes)
                && Arrays.equals(counts, matrix.counts);
    }

    @Override
    public int hashCode() {
        return 31 * classes.hashCode() + Arrays.hashCode(counts);
    }

    private long count(int actual, int predicted) {
        return counts[actual * classes.size() + predicted];
    }
}
