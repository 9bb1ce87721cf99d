package org.fogward.models.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.fogward.models.data.SampleShape;

/**
 * A specification's fields as they come in JSON. The strict readers want every field of a constructor, so those that may
 * be absent, because older files do not have them, come through setters.
 */
final class SpecFields {

    private final ModelFamily family;
    private final SampleShape input;
    private final int features;
    private final double width;
    private final List<String> classes;
    private Head head = Head.LAST;
    private List<Integer> hidden = List.of();

    @JsonCreator
    SpecFields(
            @JsonProperty("family") ModelFamily family,
            @JsonProperty("input") SampleShape input,
            @JsonProperty("features") int features,
            @JsonProperty("width") double width,
            @JsonProperty("classes") List<String> classes) {
        this.family = family;
        this.input = input;
        this.features = features;
        this.width = width;
        this.classes = classes;
    }

    @JsonSetter(value = "head", nulls = Nulls.FAIL)
    void setHead(Head chosen) {
        this.head = chosen;
    }

    @JsonSetter(value = "hidden", nulls = Nulls.FAIL, contentNulls = Nulls.FAIL)
    void setHidden(List<Integer> channels) {
        this.hidden = channels;
    }

    ModelSpec toSpec() {
        return new ModelSpec(family, input, features, width, classes, head, hidden);
    }
}
