package org.fogward.edge.device;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.fogward.edge.config.DeviceCredential;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.fuzzing.Folders;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.fuzzing.Texts;
import org.fogward.protocol.enrolment.DeviceLink;
import org.fogward.protocol.identity.GatewayId;

/** The names that devices say when they open a connection, at the gateway's register. */
public final class DeviceIdentityFuzz implements FuzzTarget {
    private static final String CONFIGURED = "scanner-1";

    private final GatewayDevices devices;
    private final Set<String> good;

    /** Opens a register with a device of each kind. */
    public DeviceIdentityFuzz() throws Exception {
        devices = GatewayDevices.open(
                GatewayDatabase.open(Folders.create().resolve("gateway.db")),
                new SampleKeys(new byte[32], new SecureRandom()),
                new GatewayId("ward-7"),
                List.of(new DeviceCredential(CONFIGURED, "0123456789abcdef")),
                () -> URI.create("coaps://gateway.local:5684"),
                Clock.systemUTC());
        devices.register().invite("wearable-1");
        devices.register().addKey("pump");
        devices.register().addKey("gone");
        devices.register().remove("gone");
        good = Set.of(CONFIGURED, DeviceLink.INVITED + "wearable-1", "pump");
    }

    @Override
    public List<byte[]> seeds() {
        return Texts.seeds(
                CONFIGURED, DeviceLink.INVITED + "wearable-1", "wearable-1", "pump", "gone", "' OR 1=1 --", "");
    }

    @Override
    public void run(byte[] input) {
        String name = Texts.of(input);
        boolean admitted = devices.proofs().identity(name) instanceof Verdict.Admitted;
        Promise.that(admitted == good.contains(name), "admitted, or not, by another name");
    }
}
