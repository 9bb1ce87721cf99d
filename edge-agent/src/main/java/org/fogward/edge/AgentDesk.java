package org.fogward.edge;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.config.FogAddress;
import org.fogward.edge.device.DeviceRegister;
import org.fogward.edge.enrol.GatewayEnrolment;
import org.fogward.edge.enrol.Invitation;
import org.fogward.edge.identity.Enrolment;
import org.fogward.edge.identity.FogSettings;
import org.fogward.edge.identity.KeyVault;
import org.fogward.edge.page.GatewayDesk;
import org.fogward.edge.page.GatewayView;
import org.fogward.edge.page.PageRefusal;

/** What the page sees of a gateway that runs, or does not yet. Thread-safe. */
final class AgentDesk implements GatewayDesk {
    private final EdgeConfig config;
    private final Supplier<Optional<EdgeAgent>> agent;
    private final Supplier<Optional<String>> trouble;
    private final Optional<Runnable> enrolled;

    /**
     * Of one gateway.
     *
     * @param agent the gateway while it runs
     * @param trouble why it does not
     * @param enrolled told of each new enrolment; empty if nobody would start the gateway anew, so that there may be none
     */
    AgentDesk(
            EdgeConfig config,
            Supplier<Optional<EdgeAgent>> agent,
            Supplier<Optional<String>> trouble,
            Optional<Runnable> enrolled) {
        this.config = config;
        this.agent = agent;
        this.trouble = trouble;
        this.enrolled = enrolled;
    }

    @Override
    public GatewayView view() {
        Optional<EdgeAgent> running = agent.get();
        return new GatewayView(
                config.federation(),
                config.gateway(),
                EdgeAgent.version(),
                running.flatMap(EdgeAgent::enrolment)
                        .map(Enrolment::certificate)
                        .map(certificate -> new GatewayView.Certificate(
                                certificate.getNotBefore().toInstant(),
                                certificate.getNotAfter().toInstant())),
                running.isPresent() ? Optional.empty() : trouble.get(),
                running.map(this::running));
    }

    @Override
    public Optional<DeviceRegister> devices() {
        return agent.get().map(EdgeAgent::devices);
    }

    @Override
    public boolean enrols() {
        return enrolled.isPresent();
    }

    @Override
    public Instant enrol(Invitation invitation, Optional<URI> door) throws IOException, InterruptedException {
        // Read anew: the running gateway, or a command, may have changed it.
        KeyVault vault = GatewayKeys.of(config).vault();
        Enrolment enrolment = new GatewayEnrolment(config.federation(), config.gateway(), vault, Clock.systemUTC())
                .enrol(door.or(() -> known(invitation, vault)).orElseThrow(AgentDesk::noAddress), invitation.code());
        enrolled.ifPresent(Runnable::run);
        return enrolment.certificate().getNotAfter().toInstant();
    }

    @Override
    public int forget(String patient, boolean mayReturn) throws IOException, PageRefusal {
        Optional<EdgeAgent> running = agent.get();
        if (running.isPresent()) {
            return running.get().forget(patient, mayReturn);
        }
        return new Forgetting(config)
                .forget(patient, mayReturn)
                .orElseThrow(() -> PageRefusal.conflict("the gateway has not run yet: it has taken no samples"));
    }

    private Optional<URI> known(Invitation invitation, KeyVault vault) {
        return invitation.door().or(() -> config.fog().map(FogAddress::https)).or(() -> vault.enrolment()
                .flatMap(Enrolment::settings)
                .map(FogSettings::https));
    }

    private static IllegalArgumentException noAddress() {
        return new IllegalArgumentException("fog: the address that came with the code is needed");
    }

    private GatewayView.Running running(EdgeAgent gateway) {
        AgentStatus status = gateway.status();
        List<String> alarms = Stream.of(status.historyAlarm(), status.certificateAlarm())
                .flatMap(Optional::stream)
                .toList();
        return new GatewayView.Running(
                gateway.coapUri(),
                new GatewayView.Link(status.connected(), status.linkSince(), status.linkTrouble()),
                new GatewayView.Work(
                        status.lastRound(),
                        status.lastFate().map(fate -> fate.name().toLowerCase(Locale.ROOT)),
                        status.waitingUpdates(),
                        status.proofs()),
                new GatewayView.Intake(
                        config.intake().classes(),
                        status.totals(),
                        config.store(),
                        status.stored(),
                        status.repeated(),
                        status.refused()),
                alarms);
    }
}
