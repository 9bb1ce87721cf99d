package org.fogward.fog.http;

/**
 * Where the HTTPS door stands.
 *
 * @param host the address to listen on; {@code 0.0.0.0} for all
 * @param port 0..65535, 0 takes a free one
 */
public record HttpOptions(String host, int port) {
    /** @throws IllegalArgumentException if the host is blank or the port is none */
    public HttpOptions {
        if (host.isBlank()) {
            throw new IllegalArgumentException("http.host: is empty");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("http.port: " + port + " is not within 0..65535");
        }
    }
}
