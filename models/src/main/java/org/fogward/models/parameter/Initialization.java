package org.fogward.models.parameter;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.spec.ModelSpec;

/**
 * The parameters of a model that has learnt nothing. Weights are normal with variance 2 / fan-in (He et al., ICCV 2015),
 * those of the output layer with 1 / (3 fan-in), so that no class is preferred at first; normalisation does nothing.
 */
public final class Initialization {

    private static final String GENERATOR = "L64X128MixRandom";

    private Initialization() {}

    /** New parameters: the same for the same specification and seed, on every machine. */
    public static float[] create(ModelSpec spec, long seed) {
        ParameterLayout layout = ParameterLayout.of(spec);
        RandomGenerator random = RandomGeneratorFactory.of(GENERATOR).create(seed);
        float[] values = new float[layout.parameters()];
        for (Segment segment : layout.segments()) {
            switch (segment.kind()) {
                case WEIGHT -> {
                    double deviation = Math.sqrt(gain(segment) / segment.fanIn());
                    for (int i = segment.offset(); i < segment.end(); i++) {
                        values[i] = (float) (deviation * random.nextGaussian());
                    }
                }
                case BN_SCALE, BN_VARIANCE -> Arrays.fill(values, segment.offset(), segment.end(), 1f);
                case BIAS, BN_SHIFT, BN_MEAN -> {
                    // Zero already.
                }
            }
        }
        return values;
    }

    private static double gain(Segment weights) {
        return weights.name().startsWith(Architecture.OUTPUT + "/") ? 1.0 / 3 : 2;
    }
}
