package org.fogward.models.train;

import java.util.List;
import org.fogward.models.parameter.ParameterKind;
import org.fogward.models.parameter.Segment;

/** Stochastic gradient descent with Nesterov's momentum and decoupled weight decay. */
final class MomentumDescent implements Optimizer {

    private final List<Segment> trained;
    private final float momentum;
    private final double weightDecay;
    private final float[] velocity;

    /** Goes on with a velocity, which changes. */
    MomentumDescent(List<Segment> trained, float[] velocity, double momentum, double weightDecay) {
        this.trained = trained;
        this.momentum = (float) momentum;
        this.weightDecay = weightDecay;
        this.velocity = velocity;
    }

    float[] velocity() {
        return velocity;
    }

    @Override
    public void step(float[] parameters, float[] gradient, double learningRate) {
        float rate = (float) learningRate;
        for (Segment segment : trained) {
            if (segment.kind().isStatistic()) {
                for (int i = segment.offset(); i < segment.end(); i++) {
                    parameters[i] -= gradient[i];
                }
                continue;
            }
            float keep = segment.kind() == ParameterKind.WEIGHT ? (float) (1 - learningRate * weightDecay) : 1f;
            for (int i = segment.offset(); i < segment.end(); i++) {
                velocity[i] = momentum * velocity[i] + gradient[i];
                parameters[i] = keep * parameters[i] - rate * (gradient[i] + momentum * velocity[i]);
            }
        }
    }
}
