package org.fogward.fog.follow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** Which federation a text is about that is not to be understood otherwise. Thread-safe. */
final class EventFederation {

    private static final int MOST_DEPTH = 16;

    private final JsonMapper json = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
            .build());

    /** The federation that an event's payload names; nothing if it names none. */
    Optional<String> of(String payload) {
        try {
            JsonNode named = json.readTree(payload).path("record").path("federation");
            return named.isTextual() ? Optional.of(named.textValue()) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
