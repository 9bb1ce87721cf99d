package org.fogward.models.network;

import java.util.Arrays;
import java.util.List;
import org.fogward.models.parameter.EuclideanNorm;
import org.fogward.models.parameter.Segment;
import org.fogward.models.unit.Unit.Mode;

/** Gradients of single examples, shortened one by one and then averaged (Abadi et al., CCS 2016). For one network. */
final class ExampleClipping {

    private final StepChain chain;
    private final int firstStep;
    private final List<Segment> learnt;
    private float[] gradient = {};

    /**
     * Clipping behind a frozen front.
     *
     * @param firstStep the first one behind it
     * @param learnt the segments that take part
     */
    ExampleClipping(StepChain chain, int firstStep, List<Segment> learnt) {
        this.chain = chain;
        this.firstStep = firstStep;
        this.learnt = learnt;
    }

    /** Writes the mean of the shortened gradients and gives the mean loss. */
    double gradient(float[] parameters, Batch batch, double longest, float[] into) {
        gradient = gradient.length == 0 ? new float[parameters.length] : gradient;
        Arrays.fill(into, 0f);
        double loss = 0;
        for (int example = 0; example < batch.size(); example++) {
            loss += chain.gradient(firstStep, parameters, batch.example(example), Mode.TRAIN_FROZEN, gradient);
            float factor =
                    (float) (Math.min(1, longest / Math.max(EuclideanNorm.of(learnt, gradient), Double.MIN_NORMAL))
                            / batch.size());
            for (Segment segment : learnt) {
                for (int i = segment.offset(); i < segment.end(); i++) {
                    into[i] += factor * gradient[i];
                }
            }
        }
        return loss / batch.size();
    }
}
