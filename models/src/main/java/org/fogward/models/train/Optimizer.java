package org.fogward.models.train;

import java.util.List;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;

/** Steps parameters along gradients, with what it remembers of a local run. Not thread-safe. */
sealed interface Optimizer permits MomentumDescent, Adam {

    /** An optimiser that leaves the first parameters, which are frozen, as they are. */
    static Optimizer of(TrainingOptions options, ParameterLayout layout, int frozen) {
        List<Segment> trained = layout.segments().stream()
                .filter(segment -> segment.offset() >= frozen)
                .toList();
        return switch (options.optimizer()) {
            case SGD ->
                new MomentumDescent(trained, new float[layout.parameters()], options.momentum(), options.weightDecay());
            case ADAM -> new Adam(trained, layout.parameters(), options.weightDecay());
        };
    }

    /** Makes one step. Running statistics move by their own difference, whatever the learning rate. */
    void step(float[] parameters, float[] gradient, double learningRate);
}
