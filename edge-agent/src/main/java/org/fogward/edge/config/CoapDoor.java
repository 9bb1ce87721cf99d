package org.fogward.edge.config;

import java.util.HashSet;
import java.util.List;

/**
 * Where devices reach the gateway: CoAP over DTLS 1.2.
 *
 * @param host the address to listen on
 * @param port the UDP port, 0 for a free one
 * @param devices who may come in by a key of the configuration, besides the devices of the register
 */
public record CoapDoor(String host, int port, List<DeviceCredential> devices) {
    private static final int MAX_PORT = 0xffff;

    /**
     * Checks the port and that each identity occurs once.
     *
     * @throws IllegalArgumentException naming the component
     */
    public CoapDoor {
        devices = List.copyOf(devices);
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port: 0 to " + MAX_PORT + " expected");
        }
        if (new HashSet<>(devices.stream().map(DeviceCredential::identity).toList()).size() < devices.size()) {
            throw new IllegalArgumentException("devices: an identity stands there twice");
        }
    }
}
