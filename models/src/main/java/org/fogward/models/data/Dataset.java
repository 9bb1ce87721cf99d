package org.fogward.models.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Labelled samples of one kind. Immutable, apart from the arrays in the samples, which nobody changes.
 *
 * @param name a short name for people
 * @param modality the kind of measurement
 * @param shape how the values of every sample are laid out
 * @param features names of the numbers in {@link Sample#features()}
 * @param classes names of the classes, in the order of their indices
 * @param samples the samples, in the order in which the source holds them
 */
public record Dataset(
        String name,
        Modality modality,
        SampleShape shape,
        List<String> features,
        List<String> classes,
        List<Sample> samples) {

    /**
     * Checks that the samples fit the shape, the features and the classes.
     *
     * @throws IllegalArgumentException naming the sample that does not fit
     */
    public Dataset {
        features = List.copyOf(features);
        classes = List.copyOf(classes);
        samples = List.copyOf(samples);
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            require(i, "values", sample.values().length == shape.values());
            require(i, "features", sample.features().length == features.size());
            require(i, "label", sample.label() >= 0 && sample.label() < classes.size());
        }
    }

    /** The same data set with other samples. */
    public Dataset withSamples(List<Sample> others) {
        return new Dataset(name, modality, shape, features, classes, others);
    }

    /** The samples by group: groups in the order of their first sample, samples in their own order. */
    public Map<String, List<Sample>> groups() {
        Map<String, List<Sample>> groups = new LinkedHashMap<>();
        for (Sample sample : samples) {
            groups.computeIfAbsent(sample.group(), group -> new ArrayList<>()).add(sample);
        }
        return Collections.unmodifiableMap(groups);
    }

    private static void require(int index, String component, boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException(
                    "samples[" + index + "]." + component + " does not fit the data set's shape, features and classes");
        }
    }
}
