package org.fogward.edge.page;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fogward.edge.device.DeviceRegister;
import org.fogward.edge.device.DeviceSecret;
import org.fogward.edge.device.KnownDevice;

/** Devices in memory only. */
final class RememberedDevices implements DeviceRegister {
    private final Map<String, KnownDevice.Proof> devices =
            new TreeMap<>(Map.of("old", KnownDevice.Proof.CONFIGURED_KEY));

    @Override
    public synchronized List<KnownDevice> devices() {
        return devices.entrySet().stream()
                .map(entry -> new KnownDevice(
                        entry.getKey(),
                        entry.getValue(),
                        Optional.of(Instant.EPOCH),
                        Optional.empty(),
                        Optional.of(Instant.EPOCH)))
                .toList();
    }

    @Override
    public DeviceSecret invite(String name) {
        return add(name, KnownDevice.Proof.INVITATION);
    }

    @Override
    public DeviceSecret addKey(String name) {
        return add(name, KnownDevice.Proof.KEY);
    }

    @Override
    public synchronized boolean remove(String name) {
        requireOwn(name);
        return devices.remove(name) != null;
    }

    private synchronized DeviceSecret add(String name, KnownDevice.Proof proof) {
        requireOwn(name);
        devices.put(name, proof);
        return new DeviceSecret(name, "secret-of-" + name, URI.create("coaps://gateway:5684/#" + name));
    }

    private void requireOwn(String name) {
        if (!name.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("name: letters, digits and hyphens expected");
        }
        if (devices.get(name) == KnownDevice.Proof.CONFIGURED_KEY) {
            throw new IllegalArgumentException("name: " + name + " stands in the configuration");
        }
    }
}
