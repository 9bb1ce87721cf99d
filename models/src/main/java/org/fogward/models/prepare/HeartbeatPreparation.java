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
 * over the other; beside them stands how like the usual beat a beat is. Because an early beat means little in a heart that is
 * never even, the first two come again in units of how much the patient's intervals vary, and so does that by itself.
 */
record HeartbeatPreparation(ModelSpec spec) implements Preprocessor {

    private static final int INTERVALS = 2;
    private static final int MEASURED = 7;
    /** Brings intervals in units of a patient's spread to about the size of the others. */
    private static final double SPREADS = 5;

    /** How many features an example of a model for heart beats has. */
    static int features(ModelSpec spec) {
        return spec.features() == INTERVALS ? MEASURED : spec.features();
    }

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
        double early = Math.log(before / baseline.interval());
        double late = Math.log(after / baseline.interval());
        return new float[] {
            (float) early,
            (float) late,
            (float) Math.log(before / after),
            (float) baseline.likeness(beat.values()),
            (float) (early / baseline.spread() / SPREADS),
            (float) (late / baseline.spread() / SPREADS),
            (float) Math.log(baseline.spread())
        };
    }

    private boolean hasIntervals() {
        return spec.features() == INTERVALS;
    }
}
