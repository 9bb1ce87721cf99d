package org.fogward.edge.intake;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.fogward.edge.config.CoapDoor;
import org.fogward.edge.device.GatewayDevices;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.protocol.identity.GatewayId;

/** The devices of a gateway in a test. */
public final class TestDevices {
    private TestDevices() {}

    /** Those of the configuration, over a database of their own. */
    public static GatewayDevices configured(Path folder, CoapDoor door) throws IOException {
        return configured(GatewayDatabase.open(folder.resolve("devices.db")), door);
    }

    static GatewayDevices configured(GatewayDatabase database, CoapDoor door) {
        return GatewayDevices.open(
                database,
                new SampleKeys(new byte[32], new SecureRandom()),
                new GatewayId("clinic-a"),
                door.devices(),
                () -> URI.create("coaps://127.0.0.1:5684"),
                Clock.systemUTC());
    }
}
