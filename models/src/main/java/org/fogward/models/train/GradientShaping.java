package org.fogward.models.train;

import java.util.List;
import org.fogward.models.parameter.EuclideanNorm;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;

/** What happens to a gradient before the optimiser sees it: FedProx's pull, then clipping. */
final class GradientShaping {

    private final List<Segment> learnt;
    private final float[] start;
    private final float proximal;
    private final double clipNorm;

    /**
     * Shapes the gradients of one run.
     *
     * @param proximal FedProx's mu
     * @param clipNorm the longest gradient; 0 for no limit
     * @param start the global model that the run started from
     */
    GradientShaping(double proximal, double clipNorm, ParameterLayout layout, float[] start) {
        this.learnt = layout.segments(kind -> !kind.isStatistic());
        this.start = start;
        this.proximal = (float) proximal;
        this.clipNorm = clipNorm;
    }

    void shape(float[] gradient, float[] parameters) {
        if (proximal > 0) {
            for (Segment segment : learnt) {
                for (int i = segment.offset(); i < segment.end(); i++) {
                    gradient[i] += proximal * (parameters[i] - start[i]);
                }
            }
        }
        if (clipNorm > 0) {
            clip(gradient);
        }
    }

    private void clip(float[] gradient) {
        double norm = EuclideanNorm.of(learnt, gradient);
        if (norm > clipNorm) {
            float factor = (float) (clipNorm / norm);
            for (Segment segment : learnt) {
                for (int i = segment.offset(); i < segment.end(); i++) {
                    gradient[i] *= factor;
                }
            }
        }
    }
}
