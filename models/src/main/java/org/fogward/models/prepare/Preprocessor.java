package org.fogward.models.prepare;

import java.util.List;
import org.fogward.models.data.Sample;
import org.fogward.models.spec.ModelSpec;

/**
 * Turns samples into examples, the same way for training and evaluation. Deterministic and thread-safe.
 *
 * <p>Rows of numbers stay as they are, and so do motion windows, which get beside them how lively each channel is, in
 * itself and measured from the same person's rest. Heart beats and the intervals beside them are measured against their patient's
 * usual beat. So all samples of a person have to come together. Images are resized to the model's input and standardised one by one.
 */
public sealed interface Preprocessor
        permits PlainPreparation, MotionPreparation, HeartbeatPreparation, ImagePreparation {

    /** The preparation that a model needs. */
    static Preprocessor of(ModelSpec spec) {
        return switch (spec.family()) {
            case MOTION -> new MotionPreparation(spec);
            case TABULAR -> new PlainPreparation(spec);
            case ECG -> new HeartbeatPreparation(spec);
            case COMPACT, MOBILENET -> new ImagePreparation(spec);
        };
    }

    /** How many features an example of a model has, which are more than the samples' where the preparation measures some. */
    static int features(ModelSpec spec) {
        return switch (spec.family()) {
            case MOTION -> MotionPreparation.features(spec);
            case ECG -> HeartbeatPreparation.features(spec);
            case COMPACT, MOBILENET, TABULAR -> spec.features();
        };
    }

    /**
     * Prepares samples.
     *
     * @param samples all samples of each group that occurs
     * @return examples in the order of the samples
     * @throws IllegalArgumentException where a sample does not fit the model, naming it and the field
     */
    List<Example> prepare(List<Sample> samples);
}
