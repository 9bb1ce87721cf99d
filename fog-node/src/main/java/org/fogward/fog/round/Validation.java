package org.fogward.fog.round;

import java.util.List;
import org.fogward.protocol.v1.LocalEvaluation;

/**
 * How many of the gateways' validation samples a model got right.
 *
 * @param correct of them
 * @param samples all of them
 */
public record Validation(long correct, long samples) {

    /** Of all gateways' counts together. */
    static Validation of(List<LocalEvaluation> evaluations) {
        long correct = 0;
        long samples = 0;
        for (LocalEvaluation evaluation : evaluations) {
            int classes = evaluation.getClasses();
            for (int i = 0; i < evaluation.getConfusionCount(); i++) {
                samples += evaluation.getConfusion(i);
                correct += i / classes == i % classes ? evaluation.getConfusion(i) : 0;
            }
        }
        return new Validation(correct, samples);
    }

    double accuracy() {
        return samples == 0 ? 0 : (double) correct / samples;
    }

    boolean isBetterThan(Validation other) {
        return accuracy() > other.accuracy();
    }

    /** Whether it is worse by more than its standard error, which chance alone makes of equal models in one of six cases. */
    boolean isClearlyWorseThan(Validation other) {
        double error = Math.sqrt(accuracy() * (1 - accuracy()) / Math.max(1, samples));
        return accuracy() < other.accuracy() - error;
    }
}
