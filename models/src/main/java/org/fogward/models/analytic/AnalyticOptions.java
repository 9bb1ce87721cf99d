package org.fogward.models.analytic;

import java.util.List;
import java.util.Objects;
import org.fogward.models.train.TrainingJson;

/**
 * How a head is solved for.
 *
 * @param dimensions what features are projected to at random, so that the sums stay small; features that are no more are taken as
 *     they are, and 0 takes all as they are
 * @param ridges how strongly weights are held down: the candidates, relative to the features' mean variance, ascending
 * @param classBalance examples weigh their class's frequency to the power of minus this: 0 for none, 1 for inverse frequency
 * @param validationShare how many of its samples a participant sums up apart at most, by whole groups, to choose among the
 *     ridges: 0 for none, 0.9 at most. In the end all count
 * @param rounding to which share of a feature's mean square sum a participant rounds sums of products, and those to validate by to
 *     four times as much: less precise sums are smaller to send; 0 sends them as they are, 0.5 at most
 */
public record AnalyticOptions(
        int dimensions, List<Double> ridges, double classBalance, double validationShare, double rounding) {

    /** The most dimensions: two Gram matrices of them are 64 MiB. */
    public static final int MOST_DIMENSIONS = 2048;

    private static final int MOST_RIDGES = 64;
    private static final double LARGEST_RIDGE = 1e6;
    private static final double SMALLEST_RIDGE = 1e-6;
    private static final double MOST_VALIDATION = 0.9;
    static final double MOST_ROUNDING = 0.5;

    /** What suits where nothing is said: found on patients that no figure in {@code docs/benchmarks.md} is about. */
    public static final AnalyticOptions DEFAULT =
            new AnalyticOptions(448, List.of(0.01, 0.03, 0.1, 0.3, 1.0, 3.0), 0.5, 0.2, 1.0 / 16);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the component
     */
    public AnalyticOptions {
        require("ridges", ridges, ridges.stream().noneMatch(Objects::isNull));
        ridges = List.copyOf(ridges);
        require("dimensions", dimensions, dimensions >= 0 && dimensions <= MOST_DIMENSIONS);
        require("ridges", ridges, !ridges.isEmpty() && ridges.size() <= MOST_RIDGES);
        for (int i = 0; i < ridges.size(); i++) {
            double ridge = ridges.get(i);
            require("ridges", ridges, ridge >= SMALLEST_RIDGE && ridge <= LARGEST_RIDGE);
            require("ridges", ridges, i == 0 || ridge > ridges.get(i - 1));
        }
        require("classBalance", classBalance, classBalance >= 0 && classBalance <= 1);
        require("rounding", rounding, rounding >= 0 && rounding <= MOST_ROUNDING);
        require("validationShare", validationShare, validationShare >= 0 && validationShare <= MOST_VALIDATION);
    }

    /** Options whose sums are sent as they are. */
    public AnalyticOptions(int dimensions, List<Double> ridges, double classBalance, double validationShare) {
        this(dimensions, ridges, classBalance, validationShare, 0);
    }

    /**
     * Reads options from JSON in which every component stands.
     *
     * @throws IllegalArgumentException naming the field that is missing, unknown or out of range
     */
    public static AnalyticOptions fromJson(String json) {
        return TrainingJson.read(json, AnalyticOptions.class, "analytic");
    }

    /** The options as JSON: the same text for the same options. */
    public String toJson() {
        return TrainingJson.write(this);
    }

    private static void require(String component, Object value, boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("analytic." + component + ": " + value + " is out of its range");
        }
    }
}
