package org.fogward.edge.config;

/**
 * Where the gateway's own page is.
 *
 * @param host the address to listen on; 0.0.0.0 for all of the machine's
 * @param port the TCP port, 0 for a free one
 */
public record PageDoor(String host, int port) {
    private static final int MAX_PORT = 0xffff;

    /** @throws IllegalArgumentException naming the component */
    public PageDoor {
        if (host.isBlank() || host.length() > 253 || !host.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("host: an address or a host name expected");
        }
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port: 0 to " + MAX_PORT + " expected");
        }
    }
}
