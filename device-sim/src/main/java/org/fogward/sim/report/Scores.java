package org.fogward.sim.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a model does on some samples.
 *
 * @param accuracy share of correct answers, 0..1
 * @param balancedAccuracy mean recall over the classes present, 0..1
 * @param perClassRecall recall of each class that is present, by the class's name, in the order of the classes
 * @param samples how many samples were looked at
 */
public record Scores(double accuracy, double balancedAccuracy, Map<String, Double> perClassRecall, long samples) {

    /**
     * Copies the recalls.
     *
     * @throws IllegalArgumentException if a number is not finite, naming it
     */
    public Scores {
        Finite.require("accuracy", accuracy);
        Finite.require("balancedAccuracy", balancedAccuracy);
        perClassRecall.forEach((name, recall) -> Finite.require("perClassRecall." + name, recall));
        perClassRecall = Collections.unmodifiableMap(new LinkedHashMap<>(perClassRecall));
    }
}
