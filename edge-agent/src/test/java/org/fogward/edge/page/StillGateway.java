package org.fogward.edge.page;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fogward.edge.device.DeviceRegister;
import org.fogward.edge.enrol.Invitation;
import org.fogward.edge.intake.RefusalCause;
import org.fogward.edge.store.StoreBounds;
import org.fogward.edge.store.StoreTotals;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;

/** A gateway where nothing happens but what the page asks for. */
final class StillGateway implements GatewayDesk {
    final List<String> forgotten = new CopyOnWriteArrayList<>();
    volatile boolean runs = true;
    volatile boolean enrols = true;
    private final RememberedDevices devices = new RememberedDevices();

    @Override
    public GatewayView view() {
        return new GatewayView(
                new FederationId("ward"),
                new GatewayId("clinic-a"),
                "1.0",
                Optional.of(new GatewayView.Certificate(Instant.EPOCH, Instant.parse("2030-01-01T00:00:00Z"))),
                Optional.empty(),
                runs ? Optional.of(running()) : Optional.empty());
    }

    @Override
    public Optional<DeviceRegister> devices() {
        return runs ? Optional.of(devices) : Optional.empty();
    }

    @Override
    public boolean enrols() {
        return enrols;
    }

    @Override
    public Instant enrol(Invitation invitation, Optional<URI> door) throws IOException {
        throw new IOException("the fog node does not take the code");
    }

    @Override
    public int forget(String patient, boolean mayReturn) {
        forgotten.add(patient + (mayReturn ? " may return" : ""));
        return 3;
    }

    private static GatewayView.Running running() {
        return new GatewayView.Running(
                URI.create("coaps://192.0.2.1:5684"),
                new GatewayView.Link(true, Instant.parse("2026-01-01T00:00:00Z"), Optional.empty()),
                new GatewayView.Work(7, Optional.of("counted"), 0, 6),
                new GatewayView.Intake(
                        List.of("B", "M"),
                        new StoreTotals(List.of(1200L, 34L), 5_600_000),
                        StoreBounds.DEFAULT,
                        12,
                        1,
                        Map.of(RefusalCause.LABEL, 2L)),
                List.of());
    }
}
