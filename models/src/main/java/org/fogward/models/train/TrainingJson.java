package org.fogward.models.train;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;

/** Tasks and options as JSON. Strict: no unknown, missing or repeated field, bounded length and depth. */
public final class TrainingJson {

    private static final long MAX_LENGTH = 1 << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_LENGTH)
                            .maxNestingDepth(16)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private TrainingJson() {}

    /**
     * Reads a record.
     *
     * @param what begins the message of what is wrong
     * @throws IllegalArgumentException naming the field that is missing, unknown or out of range
     */
    public static <T> T read(String json, Class<T> type, String what) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw problem(what, e);
        }
    }

    /**
     * A record with some components replaced.
     *
     * @throws IllegalArgumentException naming the field that is unknown or out of range
     */
    public static <T> T merge(T options, Class<T> type, String json, String what) {
        try {
            JsonNode changes = MAPPER.readTree(json);
            if (!(changes instanceof ObjectNode)) {
                throw new IllegalArgumentException(what + ": not a JSON object");
            }
            ObjectNode merged = MAPPER.valueToTree(options);
            changes.properties().forEach(change -> merged.set(change.getKey(), change.getValue()));
            return MAPPER.treeToValue(merged, type);
        } catch (JsonProcessingException e) {
            throw problem(what, e);
        }
    }

    /** A record as JSON: the same text for equal records. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records are always writable", e);
        }
    }

    private static IllegalArgumentException problem(String what, JsonProcessingException e) {
        String path = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
                        .map(name -> "." + name)
                        .collect(Collectors.joining())
                : "";
        return new IllegalArgumentException(what + path + ": " + e.getOriginalMessage(), e);
    }
}
