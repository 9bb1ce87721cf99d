package org.fogward.models.train;

import java.util.List;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.prepare.Example;

/**
 * Adds the logarithms of a participant's own class frequencies to the logits while it trains (Menon et al., ICLR 2021;
 * among federated participants Zhang et al., ICML 2022). So the model learns what a class looks like instead of how
 * frequent it is here, and a participant does not unlearn classes that it never sees.
 */
final class LogitAdjustment {

    /** Added to counts, so that absent classes have a frequency. */
    private static final double PRIOR_COUNT = 0.5;

    private final Segment outputBias;
    private final float[] offsets;

    LogitAdjustment(List<Example> examples, int classes, double strength, ParameterLayout layout) {
        this.outputBias = layout.segments().stream()
                .filter(segment -> segment.name().equals(Architecture.OUTPUT + "/b"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("layout: no output bias"));
        int[] counts = new int[classes];
        examples.forEach(example -> counts[example.label()]++);
        this.offsets = new float[classes];
        double all = examples.size() + classes * PRIOR_COUNT;
        for (int label = 0; label < classes; label++) {
            offsets[label] = (float) (strength * Math.log((counts[label] + PRIOR_COUNT) / all));
        }
    }

    /** Shifts the output layer's bias, which is the same as shifting the logits: gradients are those of the model. */
    void apply(float[] parameters) {
        for (int label = 0; label < offsets.length; label++) {
            parameters[outputBias.offset() + label] += offsets[label];
        }
    }
}
