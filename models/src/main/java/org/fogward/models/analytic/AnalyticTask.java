package org.fogward.models.analytic;

import org.fogward.models.spec.ModelSpec;
import org.fogward.models.train.TrainingJson;

/**
 * What participants are asked to add up.
 *
 * @param model whose features they take
 * @param analytic how a head is solved for
 */
public record AnalyticTask(ModelSpec model, AnalyticOptions analytic) {

    /**
     * Reads a task from JSON.
     *
     * @throws IllegalArgumentException naming the field that is missing, unknown or out of range
     */
    public static AnalyticTask fromJson(String json) {
        return TrainingJson.read(json, AnalyticTask.class, "task");
    }

    /** The task as JSON: the same text for the same task. */
    public String toJson() {
        return TrainingJson.write(this);
    }

    /** How many features are projected to. */
    public int dimensions() {
        return HeadFeatures.dimensions(this);
    }

    /** How many numbers a participant sends. */
    public int numbers() {
        return HeadStatistics.length(dimensions(), model.classes().size());
    }
}
