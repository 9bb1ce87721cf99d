package org.fogward.fog.config;

/**
 * Where a door of the fog node listens.
 *
 * @param host the address; {@code 0.0.0.0} for all
 * @param port 0..65535, 0 takes a free one at each start
 */
public record DoorAddress(String host, int port) {

    /** Loopback, a free port. */
    public static final DoorAddress LOCAL = new DoorAddress("127.0.0.1", 0);

    /** @throws IllegalArgumentException if the host is blank or the port is none */
    public DoorAddress {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host: empty");
        }
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("port: not within 0..65535");
        }
    }
}
