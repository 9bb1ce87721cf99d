package org.fogward.models.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fogward.models.data.Sample;
import org.fogward.models.spec.ModelSpec;

/**
 * Motion windows in their units, and beside them, for each channel, its liveliness (the natural logarithm of its variance), how
 * much more that is than when the same person is at rest, and how it divides over bands of frequencies. How much a person at rest
 * sways is a hundredth of a step's amplitude, too little for a network to see in the signal, but it tells standing from sitting
 * better than the sensor's angle does, which depends on who wears it.
 */
record MotionPreparation(ModelSpec spec) implements Preprocessor {

    /** A sensor's own noise: keeps a channel that does not move at all finite. */
    private static final double SMALLEST_VARIANCE = 1e-6;
    /** How many of a person's windows are stiller than what counts as rest. */
    private static final double REST = 0.1;

    /** How many features an example of a model for motion has. */
    static int features(ModelSpec spec) {
        return spec.features()
                + spec.input().channels()
                        * (2 + SpectralBands.count(spec.input().width()));
    }

    @Override
    public List<Example> prepare(List<Sample> samples) {
        SampleRules.checkLabelsAndFeatures(spec, samples);
        SampleRules.checkValues(spec, samples);
        SpectralBands bands = SpectralBands.of(spec.input().width());
        List<Window> windows =
                samples.stream().map(sample -> window(sample, bands)).toList();
        Map<String, List<Window>> people = new LinkedHashMap<>();
        windows.forEach(window -> people.computeIfAbsent(window.sample.group(), group -> new ArrayList<>())
                .add(window));
        Map<String, double[]> atRest = new LinkedHashMap<>();
        people.forEach((person, own) -> atRest.put(person, atRest(own)));
        return windows.stream()
                .map(window -> example(window, Objects.requireNonNull(atRest.get(window.sample.group()))))
                .toList();
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Window(Sample sample, double[] liveliness, float[] bands) {}

    private Window window(Sample sample, SpectralBands bands) {
        int channels = spec.input().channels();
        double[] liveliness = new double[channels];
        float[] powers = new float[channels * SpectralBands.count(spec.input().width())];
        for (int channel = 0; channel < channels; channel++) {
            double[] signal = centred(sample.values(), channel);
            double squares = Arrays.stream(signal).map(value -> value * value).sum();
            liveliness[channel] = Math.log(SMALLEST_VARIANCE + squares / signal.length);
            float[] own = bands.logPowers(signal);
            System.arraycopy(own, 0, powers, channel * own.length, own.length);
        }
        return new Window(sample, liveliness, powers);
    }

    private double[] centred(float[] values, int channel) {
        double[] signal = new double[spec.input().width()];
        for (int i = 0; i < signal.length; i++) {
            signal[i] = values[i * spec.input().channels() + channel];
        }
        double mean = Arrays.stream(signal).sum() / signal.length;
        return Arrays.stream(signal).map(value -> value - mean).toArray();
    }

    private double[] atRest(List<Window> own) {
        double[] rest = new double[spec.input().channels()];
        for (int channel = 0; channel < rest.length; channel++) {
            int at = channel;
            double[] sorted = own.stream()
                    .mapToDouble(window -> window.liveliness[at])
                    .sorted()
                    .toArray();
            rest[channel] = sorted[(int) (REST * (sorted.length - 1))];
        }
        return rest;
    }

    private Example example(Window window, double[] atRest) {
        int channels = atRest.length;
        float[] given = window.sample.features();
        float[] features = new float[2 * channels + window.bands.length + given.length];
        for (int channel = 0; channel < channels; channel++) {
            features[channel] = (float) window.liveliness[channel];
            features[channels + channel] = (float) (window.liveliness[channel] - atRest[channel]);
        }
        System.arraycopy(window.bands, 0, features, 2 * channels, window.bands.length);
        System.arraycopy(given, 0, features, 2 * channels + window.bands.length, given.length);
        return new Example(window.sample.values(), features, window.sample.label());
    }
}
