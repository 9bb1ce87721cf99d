package org.fogward.models.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The architectures that Fogward trains. In JSON the name is written in lower case. */
public enum ModelFamily {
    /** A 1-D convolutional network over windows of a motion sensor. */
    MOTION,
    /** A 1-D convolutional network over single heart beats, joined with the intervals between beats. */
    ECG,
    /** A small convolutional network over images, for federations with little data. */
    COMPACT,
    /** MobileNetV2 (Sandler et al., CVPR 2018). */
    MOBILENET,
    /** A small fully connected network over rows of numbers. */
    TABULAR;

    /**
     * Finds a family by its lower-case name.
     *
     * @throws IllegalArgumentException where there is none of that name
     */
    @JsonCreator
    public static ModelFamily parse(String text) {
        return Arrays.stream(values())
                .filter(family -> family.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("family: '" + text + "' is none of "
                        + Arrays.stream(values()).map(ModelFamily::text).collect(Collectors.joining(", "))));
    }

    /** The name in lower case. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
