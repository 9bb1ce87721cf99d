package org.fogward.fog.aggregate;

import org.fogward.models.parameter.Segment;

/**
 * Turns the combined delta of a round into the step that the global model takes, treating the delta as a negative gradient: Reddi
 * et al., Adaptive Federated Optimization, ICLR 2021, whose letters are used here. Implementations are deterministic and keep what
 * they remember from round to round in a {@link ServerState} of the caller's.
 */
public interface ServerOptimizer {

    /** The optimiser's name in plans. */
    String name();

    /**
     * What is remembered before the first round.
     *
     * @param parameters how many values the model has
     */
    ServerState initialState(int parameters);

    /**
     * Replaces the combined delta by the step to take.
     *
     * @param delta the combined delta of the whole model; only the range is read and changed
     * @param state what is remembered; only the range is read and changed
     * @param range the parameters to work on; never running statistics
     */
    void step(double[] delta, ServerState state, Segment range);
}
