package org.fogward.models.prepare;

import java.util.List;
import org.fogward.models.data.Sample;
import org.fogward.models.spec.ModelSpec;

/**
 * Motion windows in their units, and beside them each channel's liveliness: the natural logarithm of its variance. How
 * much a person at rest sways is a hundredth of a step's amplitude, too little for a network to see in the signal, but it
 * tells standing from sitting better than the sensor's angle does, which depends on who wears it.
 */
record MotionPreparation(ModelSpec spec) implements Preprocessor {

    /** A sensor's own noise: keeps a channel that does not move at all finite. */
    private static final double SMALLEST_VARIANCE = 1e-6;

    @Override
    public List<Example> prepare(List<Sample> samples) {
        SampleRules.checkLabelsAndFeatures(spec, samples);
        SampleRules.checkValues(spec, samples);
        return samples.stream()
                .map(sample -> new Example(sample.values(), features(sample), sample.label()))
                .toList();
    }

    private float[] features(Sample sample) {
        int channels = spec.input().channels();
        float[] features = new float[channels + sample.features().length];
        for (int channel = 0; channel < channels; channel++) {
            features[channel] = (float) Math.log(SMALLEST_VARIANCE + variance(sample.values(), channel));
        }
        System.arraycopy(sample.features(), 0, features, channels, sample.features().length);
        return features;
    }

    private double variance(float[] values, int channel) {
        int steps = spec.input().width();
        int channels = spec.input().channels();
        double mean = 0;
        for (int i = channel; i < values.length; i += channels) {
            mean += values[i] / (double) steps;
        }
        double variance = 0;
        for (int i = channel; i < values.length; i += channels) {
            variance += (values[i] - mean) * (values[i] - mean) / steps;
        }
        return variance;
    }
}
