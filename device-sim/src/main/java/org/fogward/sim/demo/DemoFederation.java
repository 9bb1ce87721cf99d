package org.fogward.sim.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.edge.EdgeAgent;
import org.fogward.edge.config.PageDoor;
import org.fogward.edge.page.GatewayPage;
import org.fogward.fog.FogNode;
import org.fogward.fog.config.AuthorityConfig;
import org.fogward.fog.config.BrokerConfig;
import org.fogward.fog.config.DoorAddress;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.config.LedgerConfig;
import org.fogward.fog.enrol.Invitations;
import org.fogward.models.network.NetworkPool;
import org.fogward.protocol.identity.FederationId;
import org.fogward.sim.clinic.Clinic;
import org.fogward.sim.clinic.Fleet;

/**
 * A fog node and the clinics of its federation in this process, on loopback. Not for use by several threads.
 *
 * @param fog the aggregator, which scores each round on the data that was kept back
 * @param fleet the clinics
 * @param pages each gateway's own
 * @param meters what each gateway sends and receives
 */
record DemoFederation(FogNode fog, Fleet fleet, List<GatewayPage> pages, List<TrafficMeter> meters)
        implements AutoCloseable {
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
        FogConfig config = config(preparation, new DoorAddress(LOOPBACK, port), state);
        FogNode fog = new FogNode(config, networks, input.heldBack().samples(), Clock.systemUTC());
        try {
            openDoors(fog, port);
            enrol(fog, clinics);
            Fleet fleet = Fleet.start(ID, clinics, networks);
            return new DemoFederation(
                    fog,
                    fleet,
                    pages(fleet),
                    fleet.gateways().stream().map(DemoFederation::meter).toList());
        } catch (IOException | RuntimeException e) {
            fog.close();
            throw e;
        }
    }

    @Override
    public void close() {
        pages.forEach(GatewayPage::close);
        fleet.close();
        try {
            fog.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the fog node did not stop cleanly", e);
        }
    }

    /** As clinics do it: each by a code that is made for it. */
    private static void enrol(FogNode fog, List<Clinic> clinics) throws IOException {
        try {
            for (Clinic clinic : clinics) {
                clinic.enrol(ID, fog.httpsUri(), fog.invite(clinic.id(), Invitations.DEFAULT_LIFE));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the gateways enrolled", e);
        }
    }

    private static FogConfig config(Preparation preparation, DoorAddress page, StateFolder state) {
        return new FogConfig(
                ID,
                state.path(),
                List.of(),
                new BrokerConfig.Embedded(DoorAddress.LOCAL),
                page,
                preparation.plan(),
                Optional.empty(),
                new LedgerConfig.Embedded(),
                preparation.firstModel(),
                AuthorityConfig.DEFAULT,
                Optional.empty());
    }

    private static void openDoors(FogNode fog, int port) throws IOException {
        try {
            fog.openDoors();
        } catch (RuntimeException e) {
            throw new IOException("--port: cannot listen on port " + port + "; name another, or 0 for a free one", e);
        }
    }

    private static List<GatewayPage> pages(Fleet fleet) throws IOException {
        List<GatewayPage> pages = new ArrayList<>();
        try {
            for (EdgeAgent gateway : fleet.gateways()) {
                pages.add(gateway.openPage(new PageDoor(LOOPBACK, 0)));
            }
            return List.copyOf(pages);
        } catch (IOException | RuntimeException e) {
            pages.forEach(GatewayPage::close);
            fleet.close();
            throw e;
        }
    }

    private static TrafficMeter meter(EdgeAgent gateway) {
        TrafficMeter meter = new TrafficMeter(gateway.traffic());
        gateway.onRound(meter::announced);
        return meter;
    }
}
