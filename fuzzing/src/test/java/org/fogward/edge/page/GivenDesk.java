package org.fogward.edge.page;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fogward.edge.device.DeviceRegister;
import org.fogward.edge.device.DeviceSecret;
import org.fogward.edge.device.KnownDevice;
import org.fogward.edge.enrol.Invitation;

/** A gateway of which is only known whether it was asked to change anything. */
final class GivenDesk implements GatewayDesk {
    private boolean touched;

    boolean untouched() {
        return !touched;
    }

    @Override
    public GatewayView view() {
        throw new IllegalStateException("nobody asks for it");
    }

    @Override
    public Optional<DeviceRegister> devices() {
        return Optional.of(new Register());
    }

    @Override
    public boolean enrols() {
        return true;
    }

    @Override
    public Instant enrol(Invitation invitation, Optional<URI> door) throws IOException {
        touched = true;
        throw new IOException("the fog node does not take the code");
    }

    @Override
    public int forget(String patient, boolean mayReturn) {
        touched = true;
        return 1;
    }

    private final class Register implements DeviceRegister {
        @Override
        public List<KnownDevice> devices() {
            return List.of();
        }

        @Override
        public DeviceSecret invite(String name) {
            return addKey(name);
        }

        @Override
        public DeviceSecret addKey(String name) {
            touched = true;
            return new DeviceSecret(name, "0123-4567", URI.create("coaps://gateway.local/?code=0123-4567"));
        }

        @Override
        public boolean remove(String name) {
            touched = true;
            return name.length() > 8;
        }
    }
}
