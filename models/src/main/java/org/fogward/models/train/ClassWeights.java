package org.fogward.models.train;

import java.util.Arrays;
import java.util.List;
import org.fogward.models.prepare.Example;

/** How much an example of each class counts, such that examples count 1 on average. */
final class ClassWeights {

    /** Added to frequencies, so that a handful of examples does not outweigh all others. */
    private static final double RARE = 0.02;

    private ClassWeights() {}

    static float[] of(List<Example> examples, int classes, double balance) {
        float[] weights = new float[classes];
        Arrays.fill(weights, 1f);
        if (balance == 0) {
            return weights;
        }
        int[] counts = new int[classes];
        examples.forEach(example -> counts[example.label()]++);
        double total = 0;
        for (int label = 0; label < classes; label++) {
            total += counts[label] * weight(counts[label], examples.size(), balance);
        }
        for (int label = 0; label < classes; label++) {
            weights[label] = (float) (weight(counts[label], examples.size(), balance) * examples.size() / total);
        }
        return weights;
    }

    private static double weight(int count, int all, double balance) {
        return Math.pow((double) count / all + RARE, -balance);
    }
}
