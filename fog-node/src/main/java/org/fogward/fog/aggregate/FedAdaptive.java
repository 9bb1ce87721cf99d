package org.fogward.fog.aggregate;

import java.util.Arrays;
import org.fogward.models.parameter.Segment;

/**
 * FedAdam and FedYogi (Reddi et al. 2021, algorithm 2): {@code m = beta1 * m + (1 - beta1) * delta}, v after the variant,
 * {@code x += eta * m / (sqrt(v) + tau)}. No bias correction; v starts at tau squared.
 *
 * @param variant how v follows the squared delta
 * @param options eta, beta1, beta2 and tau
 */
record FedAdaptive(Variant variant, ServerOptions options) implements ServerOptimizer {

    enum Variant {
        ADAM("fedadam") {
            @Override
            double next(double v, double square, double beta2) {
                return beta2 * v + (1 - beta2) * square;
            }
        },
        YOGI("fedyogi") {
            @Override
            double next(double v, double square, double beta2) {
                return v - (1 - beta2) * square * Math.signum(v - square);
            }
        };

        private final String title;

        Variant(String title) {
            this.title = title;
        }

        abstract double next(double v, double square, double beta2);
    }

    @Override
    public String name() {
        return variant.title;
    }

    @Override
    public ServerState initialState(int parameters) {
        ServerState state = new ServerState(new float[parameters], new float[parameters]);
        Arrays.fill(state.variance(), (float) (options.tau() * options.tau()));
        return state;
    }

    @Override
    public void step(double[] delta, ServerState state, Segment range) {
        float[] m = state.momentum();
        float[] v = state.variance();
        for (int i = range.offset(); i < range.end(); i++) {
            m[i] = (float) (options.beta1() * m[i] + (1 - options.beta1()) * delta[i]);
            v[i] = (float) variant.next(v[i], delta[i] * delta[i], options.beta2());
            delta[i] = options.learningRate() * m[i] / (Math.sqrt(v[i]) + options.tau());
        }
    }
}
