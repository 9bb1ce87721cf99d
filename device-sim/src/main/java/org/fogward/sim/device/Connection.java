package org.fogward.sim.device;

import java.net.URI;
import java.util.Optional;

/** Opens a door when it is first needed, and a new one after a failure, since a restarted gateway forgot the old handshake. */
final class Connection implements AutoCloseable {
    private final URI gateway;
    private final DeviceProof proof;
    private Optional<GatewayDoor> door = Optional.empty();

    Connection(URI gateway, DeviceProof proof) {
        this.gateway = gateway;
        this.proof = proof;
    }

    void post(String pathAndQuery, int contentFormat, byte[] payload) throws DeliveryException {
        if (door.isEmpty()) {
            door = Optional.of(new GatewayDoor(gateway, proof));
        }
        try {
            door.get().post(pathAndQuery, contentFormat, payload);
        } catch (DeliveryException.Unreachable e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        door.ifPresent(GatewayDoor::close);
        door = Optional.empty();
    }
}
