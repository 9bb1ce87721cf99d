package org.fogward.models.prepare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fogward.models.data.Sample;
import org.fogward.models.spec.ModelSpec;

/**
 * Motion windows relative to their wearer's level while in motion, channel by channel. Who walks is upright, so this
 * takes out how the sensor sits on the body, which otherwise hides the difference between standing and sitting. Units
 * stay as they are.
 */
record MotionPreparation(ModelSpec spec) implements Preprocessor {

    /** The share of a wearer's windows, the liveliest ones, that count as motion. */
    private static final double MOVING_SHARE = 1.0 / 3;

    private record Window(float[] values, double liveliness) {}

    @Override
    public List<Example> prepare(List<Sample> samples) {
        SampleRules.checkLabelsAndFeatures(spec, samples);
        SampleRules.checkValues(spec, samples);
        Map<String, List<Window>> wearers = new LinkedHashMap<>();
        for (Sample sample : samples) {
            wearers.computeIfAbsent(sample.group(), group -> new ArrayList<>())
                    .add(new Window(sample.values(), liveliness(sample.values())));
        }
        Map<String, double[]> levels = new LinkedHashMap<>();
        wearers.forEach((wearer, windows) -> levels.put(wearer, levelInMotion(windows)));
        return samples.stream()
                .map(sample -> new Example(
                        relative(sample.values(), Objects.requireNonNull(levels.get(sample.group()))),
                        sample.features(),
                        sample.label()))
                .toList();
    }

    private double[] levelInMotion(List<Window> windows) {
        List<Window> moving = windows.stream()
                .sorted(Comparator.comparingDouble(Window::liveliness).reversed())
                .limit((long) Math.ceil(windows.size() * MOVING_SHARE))
                .toList();
        double[] level = new double[spec.input().channels()];
        for (Window window : moving) {
            for (int i = 0; i < window.values().length; i++) {
                level[i % level.length] +=
                        window.values()[i] / ((double) spec.input().width() * moving.size());
            }
        }
        return level;
    }

    /** The sum of the channels' variances. */
    private double liveliness(float[] values) {
        int channels = spec.input().channels();
        int steps = spec.input().width();
        double sum = 0;
        for (int channel = 0; channel < channels; channel++) {
            double total = 0;
            double squares = 0;
            for (int i = channel; i < values.length; i += channels) {
                total += values[i];
                squares += (double) values[i] * values[i];
            }
            sum += squares / steps - total * total / ((double) steps * steps);
        }
        return sum;
    }

    private static float[] relative(float[] values, double[] level) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (values[i] - level[i % level.length]);
        }
        return result;
    }
}
