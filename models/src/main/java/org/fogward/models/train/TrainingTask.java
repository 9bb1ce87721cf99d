package org.fogward.models.train;

import org.fogward.models.architecture.Architecture;
import org.fogward.models.spec.ModelSpec;

/**
 * What participants are asked to train, and how. It travels from the fog node to the gateways as JSON.
 *
 * @param model what is trained
 * @param training how
 */
public record TrainingTask(ModelSpec model, TrainingOptions training) {

    /**
     * Checks that the options suit the model.
     *
     * @throws IllegalArgumentException where more blocks are to be frozen than the model has
     */
    public TrainingTask {
        int blocks = Architecture.of(model).blocks();
        if (training.frozenBlocks() > blocks) {
            throw new IllegalArgumentException("training.frozenBlocks: " + training.frozenBlocks()
                    + ", but the network has " + blocks + " blocks");
        }
    }

    /**
     * Reads a task from JSON.
     *
     * @throws IllegalArgumentException naming the field that is missing, unknown or out of range
     */
    public static TrainingTask fromJson(String json) {
        return TrainingJson.read(json, TrainingTask.class, "task");
    }

    /** The task as JSON: the same text for the same task. */
    public String toJson() {
        return TrainingJson.write(this);
    }
}
