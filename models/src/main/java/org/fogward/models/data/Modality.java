package org.fogward.models.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** The kind of measurement that a data set holds. In JSON and YAML the name is written in lower case. */
public enum Modality {
    /** Windows of a body-worn motion sensor: time steps by channels, in physical units. */
    MOTION,
    /** Single heart beats of one electrocardiogram lead, with the intervals to the beats before and after as features. */
    ECG,
    /** Images, grey or RGB, with values from 0 to 255. */
    IMAGE,
    /** Rows of numbers. */
    TABULAR;

    /**
     * Finds a modality by its lower-case name.
     *
     * @throws IllegalArgumentException where there is none of that name
     */
    @JsonCreator
    public static Modality parse(String text) {
        return Arrays.stream(values())
                .filter(modality -> modality.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "modality: '" + text + "' is none of motion, ecg, image, tabular"));
    }

    /** The name in lower case. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
