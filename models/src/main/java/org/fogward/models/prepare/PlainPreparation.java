package org.fogward.models.prepare;

import java.util.List;
import org.fogward.models.data.Sample;
import org.fogward.models.spec.ModelSpec;

/** Leaves numbers as they are: the network's first layer normalises them. */
record PlainPreparation(ModelSpec spec) implements Preprocessor {

    @Override
    public List<Example> prepare(List<Sample> samples) {
        SampleRules.checkLabelsAndFeatures(spec, samples);
        SampleRules.checkValues(spec, samples);
        return samples.stream()
                .map(sample -> new Example(sample.values(), sample.features(), sample.label()))
                .toList();
    }
}
