package org.fogward.edge.intake;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.fogward.edge.config.CoapDoor;
import org.fogward.edge.config.DeviceCredential;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.store.SampleStore;
import org.fogward.edge.store.StoreBounds;
import org.fogward.models.data.Modality;
import org.fogward.models.data.SampleShape;

/** An intake in a process of its own, to be killed. Prints its address and serves until then. */
final class IntakeProcess {
    static final DeviceCredential DEVICE = new DeviceCredential("wearable-1", "0123456789abcdef");
    static final SampleProfile PROFILE =
            new SampleProfile(Modality.MOTION, new SampleShape(1, 4, 1), List.of(), List.of("rest", "walk"));

    private IntakeProcess() {}

    public static void main(String[] arguments) throws Exception {
        GatewayDatabase database = GatewayDatabase.open(Path.of(arguments[0]));
        SampleStore store = open(database);
        CoapDoor door = new CoapDoor("127.0.0.1", 0, List.of(DEVICE));
        IntakeServer server = new IntakeServer(
                door, PROFILE, store, new IntakeCounters(), TestDevices.configured(database, door), Clock.systemUTC());
        server.start();
        System.out.println(server.uri());
        Thread.currentThread().join();
    }

    static SampleStore open(GatewayDatabase database) {
        return SampleStore.open(
                database,
                new SampleKeys(new byte[32], new SecureRandom()),
                PROFILE,
                StoreBounds.DEFAULT,
                Clock.systemUTC());
    }
}
