package org.fogward.protocol.auditlog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.fogward.protocol.digest.Digest;

/**
 * An entry as a line of JSON that names the SHA-256 of the line before.
 *
 * @param entry what it tells
 * @param previous digest of the line before, hex
 */
record AuditLine(AuditEntry entry, String previous) {

    /** What the first line of all names. */
    static final String NOTHING = "0".repeat(64);

    /** No line is longer, so that the last one is found in the last bytes of a file. */
    static final int MOST_BYTES = 8_192;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(2)
                    .maxStringLength(MOST_BYTES)
                    .build())
            .build());

    /** The line without its end. */
    byte[] bytes() {
        ObjectNode line = JSON.createObjectNode()
                .put("number", entry.number())
                .put("at", entry.at().toString())
                .put("who", entry.who())
                .put("address", entry.address())
                .put("action", entry.action())
                .put("detail", entry.detail())
                .put("previous", previous);
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String digest(byte[] line) {
        return Digest.of(line).hex();
    }

    /** Reads a line that may be damaged in any way; empty if it is not exactly what {@link #bytes} writes. */
    static Optional<AuditLine> parse(byte[] bytes) {
        try {
            JsonNode line = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
            AuditLine read = new AuditLine(
                    new AuditEntry(
                            line.path("number").longValue(),
                            Instant.parse(line.path("at").asText()),
                            line.path("who").asText(),
                            line.path("address").asText(),
                            line.path("action").asText(),
                            line.path("detail").asText()),
                    line.path("previous").asText());
            return Arrays.equals(read.bytes(), bytes) ? Optional.of(read) : Optional.empty();
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
