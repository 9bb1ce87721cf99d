package org.fogward.models.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a network's classifier looks at. In JSON the name is written in lower case. */
public enum Head {
    /** The last layer alone, averaged over all positions, as the published networks do. */
    LAST,
    /**
     * Several levels at once: means over a grid of areas of early and middle layers, beside the average of the last block. A linear
     * classifier on frozen features sees much more there than behind the last layer, which knows what it was trained for and
     * little else. For networks over images.
     */
    LEVELS;

    /**
     * Finds a head by its lower-case name.
     *
     * @throws IllegalArgumentException where there is none of that name
     */
    @JsonCreator
    public static Head parse(String text) {
        return Arrays.stream(values())
                .filter(head -> head.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("head: '" + text + "' is none of "
                        + Arrays.stream(values()).map(Head::text).collect(Collectors.joining(", "))));
    }

    /** The name in lower case. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
