package org.fogward.models.train;

import java.util.List;
import org.fogward.models.parameter.ParameterKind;
import org.fogward.models.parameter.Segment;

/** Adam with decoupled weight decay. */
final class Adam implements Optimizer {

    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final double EPSILON = 1e-8;

    private final List<Segment> trained;
    private final double weightDecay;
    private final float[] first;
    private final float[] second;
    private int steps;

    Adam(List<Segment> trained, int parameters, double weightDecay) {
        this.trained = trained;
        this.weightDecay = weightDecay;
        this.first = new float[parameters];
        this.second = new float[parameters];
    }

    @Override
    public void step(float[] parameters, float[] gradient, double learningRate) {
        steps++;
        double firstCorrection = 1 - Math.pow(BETA1, steps);
        double secondCorrection = 1 - Math.pow(BETA2, steps);
        for (Segment segment : trained) {
            if (segment.kind().isStatistic()) {
                for (int i = segment.offset(); i < segment.end(); i++) {
                    parameters[i] -= gradient[i];
                }
                continue;
            }
            float keep = segment.kind() == ParameterKind.WEIGHT ? (float) (1 - learningRate * weightDecay) : 1f;
            for (int i = segment.offset(); i < segment.end(); i++) {
                first[i] += (1 - BETA1) * (gradient[i] - first[i]);
                second[i] += (1 - BETA2) * (gradient[i] * gradient[i] - second[i]);
                double step = first[i] / firstCorrection / (Math.sqrt(second[i] / secondCorrection) + EPSILON);
                parameters[i] = (float) (keep * parameters[i] - learningRate * step);
            }
        }
    }
}
