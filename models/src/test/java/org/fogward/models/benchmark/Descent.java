package org.fogward.models.benchmark;

import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;

/** Gradient descent with momentum; running statistics take their own step. */
final class Descent {

    private static final float MOMENTUM = 0.9f;
    private static final float RATE = 0.001f;

    private final ParameterLayout layout;
    private final float[] gradient;
    private final float[] velocity;

    Descent(ParameterLayout layout) {
        this.layout = layout;
        this.gradient = new float[layout.parameters()];
        this.velocity = new float[layout.parameters()];
    }

    /** Where the next step's gradient goes. */
    float[] gradient() {
        return gradient;
    }

    void step(float[] parameters) {
        for (Segment segment : layout.segments()) {
            if (segment.kind().isStatistic()) {
                for (int i = segment.offset(); i < segment.end(); i++) {
                    parameters[i] -= gradient[i];
                }
            } else {
                for (int i = segment.offset(); i < segment.end(); i++) {
                    velocity[i] = MOMENTUM * velocity[i] + gradient[i];
                    parameters[i] -= RATE * velocity[i];
                }
            }
        }
    }
}
