package org.fogward.edge.config;

import java.net.URI;
import java.nio.file.Path;
import org.fogward.protocol.identity.VerificationKey;

/**
 * Where the fog node is and how it is recognised.
 *
 * @param mqtt its broker, {@code ssl://host:port}
 * @param https its door for models, {@code https://host:port}
 * @param caFile the certificate authority, PEM, that both doors' certificates come from; no other is trusted
 * @param fogKey what every message from the fog node is signed with
 */
public record FogAddress(URI mqtt, URI https, Path caFile, VerificationKey fogKey) {
    /**
     * Checks the addresses: nothing goes over an open connection.
     *
     * @throws IllegalArgumentException naming the component
     */
    public FogAddress {
        require("mqtt", "ssl", mqtt);
        require("https", "https", https);
    }

    private static void require(String component, String scheme, URI address) {
        if (!scheme.equals(address.getScheme()) || address.getHost() == null) {
            throw new IllegalArgumentException(component + ": " + scheme + "://host:port expected");
        }
    }
}
