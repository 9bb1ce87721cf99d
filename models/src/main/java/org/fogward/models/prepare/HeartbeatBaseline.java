package org.fogward.models.prepare;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.fogward.models.data.Sample;

/**
 * A patient's usual beat, from the beats that come at an even pace: their mean shape, and how long they take. Ectopic
 * beats come early and are followed by a pause, so they hardly enter, even where they are many.
 *
 * @param interval seconds between beats
 * @param spread how much the intervals vary: the median of the logarithms' distances from their median, and a little more
 * @param shape the usual beat without its mean
 * @param level what is subtracted from a patient's values
 * @param amplitude a quarter of the usual beat's height, by which a patient's values are divided
 */
record HeartbeatBaseline(double interval, double spread, double[] shape, double level, double amplitude) {

    /** How much two intervals may differ, as a logarithm, and still be the same pace. */
    private static final double EVEN = 0.15;

    private static final double LEAST_EVEN_SHARE = 0.1;
    /** Above the median, because runs of early beats are even as well, but quicker. */
    private static final double QUANTILE = 0.7;

    private static final double SMALLEST_AMPLITUDE = 1e-6;
    private static final double SMALLEST_SPREAD = 0.05;
    private static final double SHORTEST_SECONDS = 0.1;
    private static final double LONGEST_SECONDS = 10;

    /** The baseline of a patient whose beats come with the intervals before and after. */
    static HeartbeatBaseline withIntervals(List<Sample> beats) {
        List<Sample> even = beats.stream().filter(HeartbeatBaseline::isEven).toList();
        List<Sample> paced = even.size() < LEAST_EVEN_SHARE * beats.size() ? beats : even;
        double[] intervals =
                paced.stream().mapToDouble(HeartbeatBaseline::before).sorted().toArray();
        double usual = intervals[(int) (QUANTILE * (intervals.length - 1))];
        // At least the beat whose interval this is passes.
        List<Sample> usualBeats = paced.stream()
                .filter(beat -> Math.abs(Math.log(before(beat) / usual)) < EVEN)
                .toList();
        return ofUsualBeats(usual, spread(beats), usualBeats);
    }

    /** The baseline of a patient of whom there are beats alone. */
    static HeartbeatBaseline withoutIntervals(List<Sample> beats) {
        return ofUsualBeats(1, SMALLEST_SPREAD, beats);
    }

    private static HeartbeatBaseline ofUsualBeats(double interval, double spread, List<Sample> beats) {
        double[] mean = new double[beats.getFirst().values().length];
        for (Sample beat : beats) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += beat.values()[i] / (double) beats.size();
            }
        }
        DoubleSummaryStatistics heights = Arrays.stream(mean).summaryStatistics();
        double level = heights.getAverage();
        return new HeartbeatBaseline(
                interval,
                spread,
                Arrays.stream(mean).map(value -> value - level).toArray(),
                level,
                Math.max((heights.getMax() - heights.getMin()) / 4, SMALLEST_AMPLITUDE));
    }

    private static double spread(List<Sample> beats) {
        double[] paces =
                beats.stream().mapToDouble(beat -> Math.log(before(beat))).toArray();
        double usual = median(paces);
        return SMALLEST_SPREAD
                + median(
                        Arrays.stream(paces).map(pace -> Math.abs(pace - usual)).toArray());
    }

    private static double median(double[] values) {
        return new Median().evaluate(values);
    }

    /** How like the usual beat a beat is: Pearson's correlation, -1 to 1; 0 where one of them is flat. */
    double likeness(float[] beat) {
        double mean = 0;
        for (float value : beat) {
            mean += value / (double) beat.length;
        }
        double product = 0;
        double squares = 0;
        double ownSquares = 0;
        for (int i = 0; i < beat.length; i++) {
            double deviation = beat[i] - mean;
            product += deviation * shape[i];
            squares += deviation * deviation;
            ownSquares += shape[i] * shape[i];
        }
        double norm = Math.sqrt(squares * ownSquares);
        return norm == 0 ? 0 : product / norm;
    }

    /** Seconds to the beat before, within what a heart can do. */
    static double before(Sample beat) {
        return Math.clamp(beat.features()[0], SHORTEST_SECONDS, LONGEST_SECONDS);
    }

    /** Seconds to the beat after, within what a heart can do. */
    static double after(Sample beat) {
        return Math.clamp(beat.features()[1], SHORTEST_SECONDS, LONGEST_SECONDS);
    }

    private static boolean isEven(Sample beat) {
        return Math.abs(Math.log(before(beat) / after(beat))) < EVEN;
    }
}
