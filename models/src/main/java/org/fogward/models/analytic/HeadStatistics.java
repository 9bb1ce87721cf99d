package org.fogward.models.analytic;

import java.util.Arrays;

/**
 * What a participant knows of its examples' features.
 *
 * @param fit of the examples that heads are fitted to
 * @param validation of those that the ridge is chosen by
 */
public record HeadStatistics(HeadSums fit, HeadSums validation) {

    /** How many numbers {@link #toArray} gives. */
    public static int length(int dimensions, int classes) {
        return Math.multiplyExact(2, HeadSums.length(dimensions, classes));
    }

    /** Of no examples. */
    public static HeadStatistics none(int dimensions, int classes) {
        return new HeadStatistics(HeadSums.none(dimensions, classes), HeadSums.none(dimensions, classes));
    }

    /**
     * The statistics that a task asks for.
     *
     * @throws IllegalArgumentException where there are more or fewer numbers than {@link AnalyticTask#numbers} says
     */
    public static HeadStatistics of(AnalyticTask task, long[] numbers) {
        return of(task.dimensions(), task.model().classes().size(), numbers);
    }

    /**
     * The statistics of numbers.
     *
     * @throws IllegalArgumentException where there are more or fewer than needed
     */
    public static HeadStatistics of(int dimensions, int classes, long[] numbers) {
        int length = HeadSums.length(dimensions, classes);
        if (numbers.length != 2 * length) {
            throw new IllegalArgumentException(
                    "statistics: " + numbers.length + " numbers where there are " + 2 * length);
        }
        return new HeadStatistics(
                new HeadSums(dimensions, classes, Arrays.copyOf(numbers, length)),
                new HeadSums(dimensions, classes, Arrays.copyOfRange(numbers, length, 2 * length)));
    }

    /** All numbers, one after the other. */
    public long[] toArray() {
        long[] numbers = Arrays.copyOf(fit.values(), 2 * fit.values().length);
        System.arraycopy(validation.values(), 0, numbers, fit.values().length, fit.values().length);
        return numbers;
    }

    /** These statistics and others. */
    public HeadStatistics plus(HeadStatistics other) {
        return new HeadStatistics(fit.plus(other.fit), validation.plus(other.validation));
    }

    /** How many examples they are of. */
    public long examples() {
        return fit.examples() + validation.examples();
    }

    /**
     * Checks statistics from outside; see {@link HeadSums#requirePlausible}.
     *
     * @throws IllegalArgumentException naming what cannot be
     */
    public void requirePlausible(long mostExamples, double rounding) {
        fit.requirePlausible(mostExamples, rounding);
        validation.requirePlausible(mostExamples, validationRounding(rounding));
    }

    /** How the sums to validate by are rounded: they only have to tell a few ridges apart. */
    static double validationRounding(double rounding) {
        return Math.min(4 * rounding, AnalyticOptions.MOST_ROUNDING);
    }

    /** Of all examples together. */
    HeadSums all() {
        return fit.plus(validation);
    }
}
