package org.fogward.sim.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fogward.edge.EdgeAgent;
import org.fogward.edge.config.FogAddress;
import org.fogward.fog.FogNode;
import org.fogward.fog.config.BrokerConfig;
import org.fogward.fog.config.DoorAddress;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.config.LedgerConfig;
import org.fogward.models.network.NetworkPool;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.VerificationKey;
import org.fogward.sim.clinic.Clinic;
import org.fogward.sim.clinic.Fleet;

/**
 * A fog node and the clinics of its federation in this process, on loopback. Not for use by several threads.
 *
 * @param fog the aggregator, which scores each round on the data that was kept back
 * @param fleet the clinics
 * @param meters what each gateway sends and receives
 */
record DemoFederation(FogNode fog, Fleet fleet, List<TrafficMeter> meters) implements AutoCloseable {
    private static final FederationId ID = new FederationId("demo");
    private static final String LOOPBACK = "127.0.0.1";

    /**
     * Opens every door; no round begins yet.
     *
     * @param port where the page listens, 0 for a free one
     * @throws IOException if a folder or a port cannot be used
     */
    static DemoFederation start(Preparation preparation, int port, StateFolder state, NetworkPool networks)
            throws IOException {
        DemoInput input = preparation.input();
        List<Clinic> clinics = Clinic.each("clinic", state.gateways(), input.dataset(), input.shares());
        FogConfig config = config(preparation, new DoorAddress(LOOPBACK, port), clinics, state);
        FogNode fog = new FogNode(config, networks, input.heldBack().samples(), Clock.systemUTC());
        try {
            openDoors(fog, port);
            FogAddress address =
                    new FogAddress(fog.mqttUri(), fog.httpsUri(), fog.authorityFile(), fog.verificationKey());
            Fleet fleet = Fleet.start(ID, address, clinics, networks);
            return new DemoFederation(
                    fog,
                    fleet,
                    fleet.gateways().stream().map(DemoFederation::meter).toList());
        } catch (IOException | RuntimeException e) {
            fog.close();
            throw e;
        }
    }

    @Override
    public void close() {
        fleet.close();
        try {
            fog.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the fog node did not stop cleanly", e);
        }
    }

    private static FogConfig config(
            Preparation preparation, DoorAddress page, List<Clinic> clinics, StateFolder state) {
        SortedMap<GatewayId, VerificationKey> keys = new TreeMap<>();
        clinics.forEach(clinic -> keys.put(clinic.id(), clinic.key()));
        return new FogConfig(
                ID,
                state.path(),
                List.of(),
                new BrokerConfig.Embedded(DoorAddress.LOCAL),
                page,
                keys,
                preparation.plan(),
                Optional.empty(),
                new LedgerConfig.Embedded(),
                preparation.firstModel(),
                Optional.empty());
    }

    private static void openDoors(FogNode fog, int port) throws IOException {
        try {
            fog.openDoors();
        } catch (RuntimeException e) {
            throw new IOException("--port: cannot listen on port " + port + "; name another, or 0 for a free one", e);
        }
    }

    private static TrafficMeter meter(EdgeAgent gateway) {
        TrafficMeter meter = new TrafficMeter(gateway.traffic());
        gateway.onRound(meter::announced);
        return meter;
    }
}
