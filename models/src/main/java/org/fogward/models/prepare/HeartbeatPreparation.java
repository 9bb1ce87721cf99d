package org.fogward.models.prepare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fogward.models.data.Sample;
import org.fogward.models.spec.ModelSpec;

/**
 * Heart beats against their patient's usual beat: in units of its height, so that the gain of the lead does not matter.
 * The intervals to the beats before and after become natural logarithms, each over the patient's usual interval, and one
 * over the other; beside them stands how like the usual beat a beat is.
 */
record HeartbeatPreparation(ModelSpec spec) implements Preprocessor {

    private static final int INTERVALS = 2;

    @Override
    public List<Example> prepare(List<Sample> samples) {
        SampleRules.checkLabelsAndFeatures(spec, samples);
        SampleRules.checkValues(spec, samples);
        Map<String, List<Sample>> patients = new LinkedHashMap<>();
        for (Sample sample : samples) {
            patients.computeIfAbsent(sample.group(), group -> new ArrayList<>()).add(sample);
        }
        Map<String, HeartbeatBaseline> baselines = new LinkedHashMap<>();
        patients.forEach((patient, beats) -> baselines.put(patient, baseline(beats)));
        return samples.stream()
                .map(sample -> example(sample, Objects.requireNonNull(baselines.get(sample.group()))))
                .toList();
    }

    private HeartbeatBaseline baseline(List<Sample> beats) {
        return hasIntervals() ? HeartbeatBaseline.withIntervals(beats) : HeartbeatBaseline.withoutIntervals(beats);
    }

    private Example example(Sample beat, HeartbeatBaseline baseline) {
        float[] values = new float[beat.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((beat.values()[i] - baseline.level()) / baseline.amplitude());
        }
        return new Example(values, hasIntervals() ? features(beat, baseline) : beat.features(), beat.label());
    }

    private static float[] features(Sample beat, HeartbeatBaseline baseline) {
        double before = HeartbeatBaseline.before(beat);
        double after = HeartbeatBaseline.after(beat);
        return new float[] {
            (float) Math.log(before / baseline.interval()),
            (float) Math.log(after / baseline.interval()),
            (float) Math.log(before / after),
            (float) baseline.likeness(beat.values())
        };
    }

    private boolean hasIntervals() {
        return spec.features() == INTERVALS;
    }
}
