package org.fogward.sim.clinic;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.edge.EdgeAgent;
import org.fogward.edge.config.CoapDoor;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.enrol.GatewayEnrolment;
import org.fogward.edge.identity.GatewayIdentity;
import org.fogward.edge.link.FogAccess;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.store.StoreBounds;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Sample;
import org.fogward.models.network.NetworkPool;
import org.fogward.protocol.enrolment.InvitationCode;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.sim.device.DeliveryException;
import org.fogward.sim.device.DeviceCertificate;
import org.fogward.sim.device.DeviceEnrolment;
import org.fogward.sim.device.Replay;
import org.fogward.sim.device.SimulatedDevice;

/** A simulated clinic: a gateway, and the device that hands it the clinic's share of the data. Not for use by several threads. */
public final class Clinic {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ENROLMENTS = 5;
    private static final String LOOPBACK = "127.0.0.1";

    private final GatewayId id;
    private final Path folder;
    private final Dataset format;
    private final Replay replay;
    private final GatewayIdentity identity;
    private final StoreBounds bounds;
    private Optional<DeviceCertificate> device = Optional.empty();

    /** Makes the gateway's keys; nothing runs yet. */
    private Clinic(GatewayId id, Path folder, Dataset format, List<Sample> share) throws IOException {
        this.id = id;
        this.folder = folder;
        this.format = format;
        this.replay = new Replay(share, PATIENCE);
        this.identity = GatewayIdentity.open(folder);
        this.bounds = new StoreBounds(Math.max(1, share.size()), StoreBounds.DEFAULT.maxBytes());
    }

    /**
     * Makes a clinic for each share. Their names sort like the shares.
     *
     * @param prefix of the names, such as {@code clinic}
     * @param folder holds a state directory for each
     * @throws IOException if a folder cannot be used
     */
    public static List<Clinic> each(String prefix, Path folder, Dataset format, List<List<Sample>> shares)
            throws IOException {
        List<Clinic> clinics = new ArrayList<>();
        String name = prefix + "-%0" + String.valueOf(shares.size()).length() + "d";
        for (List<Sample> share : shares) {
            String id = name.formatted(clinics.size() + 1);
            clinics.add(new Clinic(new GatewayId(id), folder.resolve(id), format, share));
        }
        return clinics;
    }

    /** The gateway's name. */
    public GatewayId id() {
        return id;
    }

    /** Whether the gateway has enrolled. */
    public boolean isEnrolled() {
        return FogAccess.isKnown(identity.vault());
    }

    /**
     * Has the gateway enrol with a fog node, once more if it did before.
     *
     * @param door the fog node's {@code https://host:port}
     * @throws IOException if it is refused, or cannot be kept
     */
    public void enrol(FederationId federation, URI door, InvitationCode code) throws IOException, InterruptedException {
        new GatewayEnrolment(federation, id, identity.vault(), Clock.systemUTC()).enrol(door, code);
    }

    /**
     * Wires the gateway, which has enrolled.
     *
     * @throws IOException if it has not, or its folder cannot be used
     */
    public EdgeAgent gateway(FederationId federation, NetworkPool networks) throws IOException {
        return new EdgeAgent(
                new EdgeConfig(
                        federation,
                        id,
                        folder,
                        new CoapDoor(LOOPBACK, 0, List.of()),
                        new SampleProfile(format.modality(), format.shape(), format.features(), format.classes()),
                        Optional.empty(),
                        bounds,
                        Optional.empty(),
                        Optional.empty()),
                networks);
    }

    /**
     * Hands in what the gateway does not have yet. The device enrols first, by a code, if it has not.
     *
     * @param gateway the running gateway
     * @throws DeliveryException if it refuses the device or a sample, or stays away
     */
    public void replay(EdgeAgent gateway) throws DeliveryException, InterruptedException {
        DeviceCertificate proof = device.isPresent() ? device.get() : enrolled(gateway);
        device = Optional.of(proof);
        try (SimulatedDevice source = SimulatedDevice.producing(format, gateway.coapUri(), proof)) {
            replay.run(source);
        }
    }

    /** A code is good once, so an answer that was lost takes another one. */
    private DeviceCertificate enrolled(EdgeAgent gateway) throws DeliveryException {
        String name = id.value() + "-device";
        for (int attempt = 1; ; attempt++) {
            String code = gateway.devices().invite(name).secret();
            try {
                return DeviceEnrolment.enrol(gateway.coapUri(), name, code);
            } catch (DeliveryException.Unreachable e) {
                if (attempt == ENROLMENTS) {
                    throw e;
                }
            }
        }
    }
}
