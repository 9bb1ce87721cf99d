package org.fogward.models.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.stream.Collectors;

/** Specifications as JSON. Strict: no unknown, missing or repeated field, no number where text stands, bounded length. */
final class SpecJson {

    private static final long MAX_LENGTH = 1 << 20;
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
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
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private SpecJson() {}

    static ModelSpec read(String json) {
        try {
            return MAPPER.readValue(json, ModelSpec.class);
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException("model specification: " + field(e) + reason(e), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("model specification: " + e.getOriginalMessage(), e);
        }
    }

    static String write(ModelSpec spec) {
        try {
            return MAPPER.writeValueAsString(spec);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a specification is always writable", e);
        }
    }

    private static String reason(JsonMappingException problem) {
        return problem.getCause() instanceof IllegalArgumentException refusal
                ? String.valueOf(refusal.getMessage())
                : problem.getOriginalMessage();
    }

    private static String field(JsonMappingException problem) {
        String path = problem.getPath().stream()
                .map(reference -> reference.getFieldName() == null ? "[]" : reference.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : path + ": ";
    }
}
