package org.fogward.fog.gate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The texts that a page sends: one flat JSON object. */
final class Sent {

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

    private Sent(JsonNode fields) {
        this.fields = fields;
    }

    /**
     * Waits for a request's body and reads it.
     *
     * @throws IllegalArgumentException if it is no JSON object; does not repeat it
     */
    static Sent read(CompletableFuture<String> body) {
        try {
            @Nullable String text = body.join();
            JsonNode fields = JSON.readTree(text == null ? "" : text);
            if (fields.isObject()) {
                return new Sent(fields);
            }
        } catch (JsonProcessingException | CompletionException e) {
            throw new IllegalArgumentException("body: a JSON object expected", e);
        }
        throw new IllegalArgumentException("body: a JSON object expected");
    }

    /**
     * A field's text, empty if the field is not there.
     *
     * @throws IllegalArgumentException naming the field, if it is something else
     */
    String text(String name) {
        JsonNode value = fields.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + ": text expected");
        }
        return value.textValue();
    }
}
