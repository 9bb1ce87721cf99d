package org.fogward.fog;

import java.util.List;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.yaml.FieldException;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.DatasetException;
import org.fogward.models.data.DatasetReader;
import org.fogward.models.data.Sample;

/** The fog node's own samples, as its configuration names them. */
final class EvaluationData {

    private EvaluationData() {}

    /**
     * Reads the samples, none if the configuration names no folder.
     *
     * @throws FieldException if the folder cannot be read, or its classes are not the plan's
     */
    static List<Sample> read(FogConfig config) throws FieldException {
        if (config.evaluation().isEmpty()) {
            return List.of();
        }
        try {
            Dataset dataset = DatasetReader.read(config.evaluation().get());
            if (!dataset.classes().equals(config.plan().model().classes())) {
                throw new FieldException(
                        "evaluation",
                        "the folder's classes are " + dataset.classes() + ", the plan's are "
                                + config.plan().model().classes());
            }
            return withoutPeopleAsSources(dataset);
        } catch (DatasetException e) {
            throw new FieldException("evaluation", String.valueOf(e.getMessage()), e);
        }
    }

    /** The page names sources. Where a folder does not say any, they are its groups, and these are people. */
    private static List<Sample> withoutPeopleAsSources(Dataset dataset) {
        List<Sample> samples = dataset.samples();
        return samples.stream().anyMatch(sample -> !sample.source().equals(sample.group()))
                ? samples
                : samples.stream()
                        .map(sample -> new Sample(
                                sample.values(), sample.features(), sample.label(), sample.group(), dataset.name()))
                        .toList();
    }
}
