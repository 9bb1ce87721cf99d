package org.fogward.edge.config;

import java.net.URI;

/**
 * Where the fog node is, seen from the gateway, if that is elsewhere than the fog node said.
 *
 * @param mqtt its broker, {@code ssl://host:port}
 * @param https its door for models, {@code https://host:port}
 */
public record FogAddress(URI mqtt, URI https) {
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
