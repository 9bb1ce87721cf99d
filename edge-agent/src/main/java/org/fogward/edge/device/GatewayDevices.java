package org.fogward.edge.device;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.fogward.edge.config.DeviceCredential;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.protocol.identity.GatewayId;

/**
 * All about a gateway's devices, over its database. Several processes may hold one. Thread-safe.
 *
 * @param register for the people in the clinic
 * @param authority whom devices pin
 * @param proofs for the door
 * @param enrolment for devices that want a certificate
 */
public record GatewayDevices(
        DeviceRegister register, DeviceAuthority authority, DeviceProofs proofs, DeviceEnrolment enrolment) {

    /**
     * Opens the register; makes the authority at first use.
     *
     * @param database the gateway's
     * @param keys encrypt what is secret
     * @param gateway whose devices these are
     * @param configured the devices of the gateway's configuration
     * @param address where devices reach the gateway, asked for when one is let in
     */
    public static GatewayDevices open(
            GatewayDatabase database,
            SampleKeys keys,
            GatewayId gateway,
            List<DeviceCredential> configured,
            Supplier<URI> address,
            Clock clock) {
        SecureRandom random = new SecureRandom();
        CredentialTable table = new CredentialTable(keys);
        DeviceAuthority authority = DeviceAuthority.open(database, keys, gateway, clock, random);
        Set<String> names = configured.stream().map(DeviceCredential::identity).collect(Collectors.toSet());
        return new GatewayDevices(
                new StoredRegister(database, table, names, address, clock, random),
                authority,
                new DeviceProofs(
                        database, table, configured, authority.certificate().getPublicKey(), clock),
                new DeviceEnrolment(database, table, authority, clock));
    }
}
