package org.fogward.edge.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request is answered.
 *
 * @param status the HTTP status
 * @param body its bytes; none for an empty body
 * @param headers beside those of every answer
 */
record Answer(int status, byte[] body, Map<String, String> headers) {
    private static final String TYPE = "Content-Type";

    static Answer json(JsonNode content) {
        return json(200, content);
    }

    static Answer done() {
        return new Answer(204, new byte[0], Map.of());
    }

    static Answer file(String type, byte[] content) {
        return new Answer(200, content, Map.of(TYPE, type));
    }

    static Answer seeOther(String path) {
        return new Answer(303, new byte[0], Map.of("Location", path));
    }

    static Answer refusal(PageRefusal refusal) {
        Answer answer = refusal(refusal.status(), String.valueOf(refusal.getMessage()));
        return refusal.pause().isZero()
                ? answer
                : answer.with(
                        "Retry-After",
                        Long.toString(refusal.pause().plusMillis(999).toSeconds()));
    }

    static Answer refusal(int status, String message) {
        return json(status, JsonNodeFactory.instance.objectNode().put("error", message));
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, body, more);
    }

    private static Answer json(int status, JsonNode content) {
        return new Answer(
                status, content.toString().getBytes(StandardCharsets.UTF_8), Map.of(TYPE, "application/json"));
    }
}
