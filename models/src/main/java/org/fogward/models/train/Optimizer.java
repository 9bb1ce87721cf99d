package org.fogward.models.train;

import org.fogward.models.parameter.ParameterLayout;

/** Steps parameters along gradients, with what it remembers of a local run. Not thread-safe. */
sealed interface Optimizer permits MomentumDescent, Adam {

    static Optimizer of(TrainingOptions options, ParameterLayout layout) {
        return switch (options.optimizer()) {
            case SGD -> new MomentumDescent(layout, options.momentum(), options.weightDecay());
            case ADAM -> new Adam(layout, options.weightDecay());
        };
    }

    /** Makes one step. Running statistics move by their own difference, whatever the learning rate. */
    void step(float[] parameters, float[] gradient, double learningRate);
}
