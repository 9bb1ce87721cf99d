package org.fogward.models.prepare;

import java.util.List;
import org.fogward.models.data.Sample;
import org.fogward.models.spec.ModelSpec;

/** What every model asks of its samples. */
final class SampleRules {

    private SampleRules() {}

    static void checkLabelsAndFeatures(ModelSpec spec, List<Sample> samples) {
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            if (sample.label() < 0 || sample.label() >= spec.classes().size()) {
                throw misfit(
                        i,
                        "label",
                        sample.label() + " is none of " + spec.classes().size() + " classes");
            }
            if (sample.features().length != spec.features()) {
                throw misfit(i, "features", sample.features().length + " where the model takes " + spec.features());
            }
        }
    }

    static void checkValues(ModelSpec spec, List<Sample> samples) {
        for (int i = 0; i < samples.size(); i++) {
            int values = samples.get(i).values().length;
            if (values != spec.input().values()) {
                throw misfit(
                        i,
                        "values",
                        values + " where the model takes " + spec.input().values());
            }
        }
    }

    static IllegalArgumentException misfit(int index, String field, String problem) {
        return new IllegalArgumentException("samples[" + index + "]." + field + ": " + problem);
    }
}
