package org.fogward.fog.aggregate;

import org.fogward.models.parameter.Segment;

/**
 * Goes the combined delta's way, scaled: {@code x += eta * delta}. With rate 1 the new model is the combination itself.
 *
 * @param learningRate eta, above 0
 */
record Averaging(double learningRate) implements ServerOptimizer {

    @Override
    public String name() {
        return "average";
    }

    @Override
    public ServerState initialState(int parameters) {
        return ServerState.none();
    }

    @Override
    public void step(double[] delta, ServerState state, Segment range) {
        for (int i = range.offset(); i < range.end(); i++) {
            delta[i] *= learningRate;
        }
    }
}
