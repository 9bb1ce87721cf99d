package org.fogward.models.analytic;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Labelled features, and their sums.
 *
 * @param classes how many there are
 * @param labels one for each row
 * @param features row by row
 */
record Rows(int classes, List<Integer> labels, List<float[]> features) {

    /** Rows whose features lie on the grid, so that rounding changes nothing: a mean for each class, and noise. */
    static Rows random(int[] counts, int dimensions, double apart, double noise, SplittableRandom random) {
        List<Integer> labels = new ArrayList<>();
        List<float[]> features = new ArrayList<>();
        for (int label = 0; label < counts.length; label++) {
            for (int i = 0; i < counts[label]; i++) {
                float[] row = new float[dimensions];
                for (int d = 0; d < dimensions; d++) {
                    double mean = d % counts.length == label ? apart : 0;
                    row[d] = (float) Math.rint((mean + noise * random.nextGaussian()) * HeadSums.GRID) / HeadSums.GRID;
                }
                labels.add(label);
                features.add(row);
            }
        }
        return new Rows(counts.length, labels, features);
    }

    int size() {
        return labels.size();
    }

    HeadSums sums() {
        return sums(features.isEmpty() ? 1 : features.getFirst().length);
    }

    HeadSums sums(int dimensions) {
        SumsBuilder builder = new SumsBuilder(dimensions, classes);
        for (int i = 0; i < size(); i++) {
            builder.add(labels.get(i), features.get(i));
        }
        return builder.build();
    }

    /** The statistics of these rows, with nothing to validate by. */
    HeadStatistics toFit() {
        HeadSums sums = sums();
        return new HeadStatistics(sums, HeadSums.none(sums.dimensions(), classes));
    }

    static double[] doubles(float[] row) {
        double[] result = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            result[i] = row[i];
        }
        return result;
    }

    /** The class of the highest score; the first of several. */
    static int winner(LinearHead head, float[] row) {
        double[] scores = head.scores(doubles(row));
        int best = 0;
        for (int label = 1; label < scores.length; label++) {
            best = scores[label] > scores[best] ? label : best;
        }
        return best;
    }
}
