package org.fogward.fog.aggregate;

import org.fogward.models.parameter.Segment;

/**
 * Server momentum: {@code m = beta * m + delta; x += eta * m}. Hsu et al., Measuring the Effects of Non-Identical Data Distribution
 * for Federated Visual Classification, 2019.
 *
 * @param learningRate eta, above 0
 * @param momentum beta, 0 to below 1
 */
record FedAvgM(double learningRate, double momentum) implements ServerOptimizer {

    @Override
    public String name() {
        return "fedavgm";
    }

    @Override
    public ServerState initialState(int parameters) {
        return new ServerState(new float[parameters], new float[0]);
    }

    @Override
    public void step(double[] delta, ServerState state, Segment range) {
        float[] m = state.momentum();
        for (int i = range.offset(); i < range.end(); i++) {
            m[i] = (float) (momentum * m[i] + delta[i]);
            delta[i] = learningRate * m[i];
        }
    }
}
