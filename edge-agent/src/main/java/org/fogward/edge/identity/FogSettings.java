package org.fogward.edge.identity;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.VerificationKey;

/**
 * What a fog node tells a gateway about itself, as JSON: {@code {"federation":"…","mqtt":"ssl://…","https":"https://…","fogKey":"…"}}.
 * Fields of later versions are passed over. Immutable.
 *
 * @param federation whom the fog node serves
 * @param mqtt its broker, {@code ssl://host:port}
 * @param https its HTTPS door, {@code https://host:port}
 * @param fogKey what every message from it is signed with
 */
public record FogSettings(FederationId federation, URI mqtt, URI https, VerificationKey fogKey) {
    /** How long the JSON may be, in bytes. */
    public static final int MAX_BYTES = 16_384;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** @throws IllegalArgumentException naming the address that is none */
    public FogSettings {
        require("mqtt", "ssl", mqtt);
        require("https", "https", https);
    }

    /**
     * Reads the JSON.
     *
     * @throws IllegalArgumentException naming the field that is missing or wrong
     */
    public static FogSettings parse(byte[] json) {
        if (json.length > MAX_BYTES) {
            throw new IllegalArgumentException("settings: longer than " + MAX_BYTES + " bytes");
        }
        JsonNode tree;
        try {
            tree = JSON.readTree(new String(json, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("settings: not JSON, or a field stands there twice", e);
        }
        return new FogSettings(
                field(tree, "federation", FederationId::new),
                field(tree, "mqtt", URI::create),
                field(tree, "https", URI::create),
                field(tree, "fogKey", VerificationKey::parse));
    }

    /** The JSON, as {@link #parse} reads it. */
    public byte[] json() {
        try {
            return JSON.writeValueAsBytes(JsonNodeFactory.instance
                    .objectNode()
                    .put("federation", federation.value())
                    .put("mqtt", mqtt.toString())
                    .put("https", https.toString())
                    .put("fogKey", fogKey.text()));
        } catch (IOException e) {
            throw new IllegalStateException("texts can be written as JSON", e);
        }
    }

    private static <T> T field(JsonNode tree, String name, Function<String, T> parse) {
        JsonNode value = tree.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("settings: " + name + ": text expected");
        }
        try {
            return parse.apply(value.textValue());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("settings: " + name + ": not valid", wrong);
        }
    }

    private static void require(String component, String scheme, URI address) {
        if (!scheme.equals(address.getScheme()) || address.getHost() == null) {
            throw new IllegalArgumentException("settings: " + component + ": " + scheme + "://host:port expected");
        }
    }
}
