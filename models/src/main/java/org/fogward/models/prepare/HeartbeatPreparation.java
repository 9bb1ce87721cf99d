package org.fogward.models.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fogward.models.data.Sample;
import org.fogward.models.spec.ModelSpec;

/**
 * Heart beats in units of their patient's usual amplitude, so that the gain of the lead does not matter, and the
 * intervals to the beats before and after as natural logarithms: each over the patient's median interval, and one over
 * the other.
 */
record HeartbeatPreparation(ModelSpec spec) implements Preprocessor {

    private static final int INTERVALS = 2;
    private static final double SHORTEST_SECONDS = 0.1;
    private static final double LONGEST_SECONDS = 10;
    private static final float SMALLEST_AMPLITUDE = 1e-6f;

    /** What a patient's beats are measured against. */
    private record Baseline(float level, float amplitude, double interval) {}

    @Override
    public List<Example> prepare(List<Sample> samples) {
        SampleRules.checkLabelsAndFeatures(spec, samples);
        SampleRules.checkValues(spec, samples);
        Map<String, List<Sample>> patients = new LinkedHashMap<>();
        for (Sample sample : samples) {
            patients.computeIfAbsent(sample.group(), group -> new ArrayList<>()).add(sample);
        }
        Map<String, Baseline> baselines = new LinkedHashMap<>();
        patients.forEach((patient, beats) -> baselines.put(patient, baseline(beats)));
        List<Example> examples = new ArrayList<>(samples.size());
        for (Sample sample : samples) {
            examples.add(example(sample, baselines.getOrDefault(sample.group(), new Baseline(0, 1, 1))));
        }
        return examples;
    }

    private Baseline baseline(List<Sample> beats) {
        float[] levels = new float[beats.size()];
        float[] amplitudes = new float[beats.size()];
        float[] intervals = new float[beats.size()];
        for (int i = 0; i < levels.length; i++) {
            float[] sorted = beats.get(i).values().clone();
            Arrays.sort(sorted);
            levels[i] = sorted[sorted.length / 2];
            amplitudes[i] = sorted[sorted.length - 1] - sorted[0];
            intervals[i] = hasIntervals() ? (float) bounded(beats.get(i).features()[0]) : 1f;
        }
        return new Baseline(median(levels), Math.max(median(amplitudes) / 4, SMALLEST_AMPLITUDE), median(intervals));
    }

    private Example example(Sample beat, Baseline baseline) {
        float[] values = new float[beat.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (beat.values()[i] - baseline.level()) / baseline.amplitude();
        }
        return new Example(values, hasIntervals() ? intervals(beat, baseline) : beat.features(), beat.label());
    }

    private static float[] intervals(Sample beat, Baseline baseline) {
        double before = bounded(beat.features()[0]);
        double after = bounded(beat.features()[1]);
        return new float[] {
            (float) Math.log(before / baseline.interval()),
            (float) Math.log(after / baseline.interval()),
            (float) Math.log(before / after)
        };
    }

    private boolean hasIntervals() {
        return spec.features() == INTERVALS;
    }

    private static double bounded(double seconds) {
        return Math.clamp(seconds, SHORTEST_SECONDS, LONGEST_SECONDS);
    }

    private static float median(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
