package org.fogward.protocol.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The texts that a page sends: one flat JSON object. Immutable; shows nothing of what was sent. */
public final class SentFields {

    private static final int MOST_CHARACTERS = 4_096;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(2)
                            .maxStringLength(MOST_CHARACTERS)
                            .maxNumberLength(32)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonNode fields;

    private SentFields(JsonNode fields) {
        this.fields = fields;
    }

    /**
     * Reads a request's body.
     *
     * @throws IllegalArgumentException if it is no JSON object; does not repeat it
     */
    public static SentFields parse(String body) {
        try {
            JsonNode fields = JSON.readTree(body);
            if (fields.isObject()) {
                return new SentFields(fields);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("body: a JSON object expected", e);
        }
        throw new IllegalArgumentException("body: a JSON object expected");
    }

    /**
     * A field's text, empty if the field is not there.
     *
     * @throws IllegalArgumentException naming the field, if it is something else
     */
    public String text(String name) {
        JsonNode value = fields.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + ": text expected");
        }
        return value.textValue();
    }

    @Override
    public String toString() {
        return "what a page sent";
    }
}
