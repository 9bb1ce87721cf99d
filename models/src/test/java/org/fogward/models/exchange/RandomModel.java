package org.fogward.models.exchange;

import java.util.SplittableRandom;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.network.Batch;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.spec.ModelSpec;

/** Models as after some training, and what they predict. */
final class RandomModel {

    static final int EXAMPLES = 3;

    private RandomModel() {}

    static ModelParameters of(ModelSpec spec) {
        float[] parameters = Initialization.create(spec, 5);
        SplittableRandom random = new SplittableRandom(6);
        for (Segment segment : ParameterLayout.of(spec).segments()) {
            for (int i = segment.offset(); i < segment.end(); i++) {
                switch (segment.kind()) {
                    case BN_SCALE, BN_VARIANCE -> parameters[i] = (float) random.nextDouble(0.5, 1.5);
                    case BIAS, BN_SHIFT, BN_MEAN -> parameters[i] = (float) random.nextDouble(-0.5, 0.5);
                    case WEIGHT -> {
                        // As it is.
                    }
                }
            }
        }
        return new ModelParameters(spec, parameters);
    }

    static Batch batch(ModelSpec spec) {
        return Batch.forPrediction(
                EXAMPLES,
                normal(EXAMPLES * spec.input().values()),
                normal(EXAMPLES * Architecture.of(spec).features()));
    }

    static float[] probabilities(ModelParameters model, Batch batch) {
        try (NetworkPool pool = new NetworkPool(1)) {
            return pool.with(model.spec(), network -> {
                network.load(model.values());
                return network.probabilities(batch);
            });
        }
    }

    private static float[] normal(int length) {
        SplittableRandom random = new SplittableRandom(length);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
