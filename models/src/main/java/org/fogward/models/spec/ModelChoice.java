package org.fogward.models.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Modality;
import org.fogward.models.data.SampleShape;

/** What a person may ask for, and the model that it means for a data set. */
enum ModelChoice {
    AUTO,
    WEARABLE,
    COMPACT,
    MOBILENET;

    private static final int COMPACT_PIXELS = 64;
    private static final int MOBILENET_PIXELS = 96;
    private static final double MOBILENET_WIDTH = 0.35;

    static ModelChoice parse(String text) {
        return Arrays.stream(values())
                .filter(choice -> choice.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("model: '" + text + "' is none of "
                        + Arrays.stream(values()).map(ModelChoice::text).collect(Collectors.joining(", "))));
    }

    ModelSpec specFor(Dataset dataset) {
        ModelFamily family = familyFor(dataset.modality());
        return new ModelSpec(
                family,
                inputFor(family, dataset.shape()),
                dataset.features().size(),
                family == ModelFamily.MOBILENET ? MOBILENET_WIDTH : 1.0,
                dataset.classes(),
                family == ModelFamily.MOBILENET || family == ModelFamily.COMPACT ? Head.LEVELS : Head.LAST,
                List.of());
    }

    private ModelFamily familyFor(Modality modality) {
        return switch (this) {
            case AUTO ->
                switch (modality) {
                    case MOTION -> ModelFamily.MOTION;
                    case ECG -> ModelFamily.ECG;
                    case IMAGE -> ModelFamily.COMPACT;
                    case TABULAR -> ModelFamily.TABULAR;
                };
            case WEARABLE ->
                switch (modality) {
                    case MOTION -> ModelFamily.MOTION;
                    case ECG -> ModelFamily.ECG;
                    case IMAGE, TABULAR -> throw unsuited(modality);
                };
            case COMPACT -> imageFamily(modality, ModelFamily.COMPACT);
            case MOBILENET -> imageFamily(modality, ModelFamily.MOBILENET);
        };
    }

    private ModelFamily imageFamily(Modality modality, ModelFamily family) {
        if (modality != Modality.IMAGE) {
            throw unsuited(modality);
        }
        return family;
    }

    private IllegalArgumentException unsuited(Modality modality) {
        return new IllegalArgumentException(
                "model: " + text() + " does not suit " + modality.text() + " data; auto chooses one that does");
    }

    private static SampleShape inputFor(ModelFamily family, SampleShape shape) {
        return switch (family) {
            case COMPACT -> new SampleShape(COMPACT_PIXELS, COMPACT_PIXELS, shape.channels());
            case MOBILENET -> new SampleShape(MOBILENET_PIXELS, MOBILENET_PIXELS, shape.channels());
            case MOTION, ECG, TABULAR -> shape;
        };
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
