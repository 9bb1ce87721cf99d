package org.fogward.models;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.fogward.models.data.Sample;
import org.fogward.models.data.SampleShape;
import org.fogward.models.spec.Head;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;

/** Small models of every family, and samples that they can learn from. */
public final class Models {

    public static final ModelSpec MOTION =
            new ModelSpec(ModelFamily.MOTION, new SampleShape(1, 32, 3), 0, 0.25, List.of("rest", "walk", "run"));
    public static final ModelSpec ECG =
            new ModelSpec(ModelFamily.ECG, new SampleShape(1, 48, 1), 2, 0.5, List.of("N", "S", "V"));
    public static final ModelSpec COMPACT =
            new ModelSpec(ModelFamily.COMPACT, new SampleShape(16, 16, 1), 0, 0.25, List.of("clear", "shaded"));
    public static final ModelSpec MOBILENET =
            new ModelSpec(ModelFamily.MOBILENET, new SampleShape(32, 32, 3), 0, 0.35, List.of("clear", "shaded"));
    public static final ModelSpec TABULAR =
            new ModelSpec(ModelFamily.TABULAR, new SampleShape(1, 1, 5), 0, 1, List.of("well", "ill"));

    public static final ModelSpec COMPACT_LEVELS = COMPACT.withHead(Head.LEVELS);
    public static final ModelSpec MOBILENET_LEVELS = MOBILENET.withHead(Head.LEVELS);

    private Models() {}

    public static List<ModelSpec> all() {
        return List.of(MOTION, ECG, COMPACT, COMPACT_LEVELS, MOBILENET, MOBILENET_LEVELS, TABULAR);
    }

    /** Samples of five groups whose classes differ in the strength of an alternating pattern. */
    public static List<Sample> samples(ModelSpec spec, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int label = i % spec.classes().size();
            float[] values = new float[spec.input().values()];
            for (int k = 0; k < values.length; k++) {
                int position = k / spec.input().channels();
                values[k] = (float) (100 + 30 * label * (position % 2 == 0 ? 1 : -1) + 10 * random.nextGaussian());
            }
            if (spec.family() == ModelFamily.TABULAR) {
                values[2] += 60 * label;
            }
            float[] features = new float[spec.features()];
            for (int k = 0; k < features.length; k++) {
                features[k] = (float) random.nextDouble(0.6, 1.2);
            }
            samples.add(new Sample(values, features, label, "g" + i / 3 % 5, "s"));
        }
        return samples;
    }
}
