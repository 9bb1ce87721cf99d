package org.fogward.edge;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.config.PageDoor;
import org.fogward.edge.device.DeviceRegister;
import org.fogward.edge.identity.Enrolment;
import org.fogward.edge.link.FogMessages;
import org.fogward.edge.link.LinkTimes;
import org.fogward.edge.page.GatewayPage;
import org.fogward.models.network.NetworkPool;
import org.fogward.protocol.identity.VerificationKey;
import org.fogward.protocol.link.LinkTraffic;
import org.fogward.protocol.v1.ModelAnnouncement;
import org.fogward.protocol.v1.Receipt;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.fogward.protocol.v1.RoundState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A clinic's gateway: takes its devices' samples, keeps them, and takes part in the rounds of its federation.
 *
 * <p>Everything that it acknowledged is on disk, so it may be killed at any moment and started again. No static state:
 * one Java process can hold many gateways, each with a state directory of its own. Thread-safe.
 */
public final class EdgeAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeAgent.class);
    private static final long TICK_SECONDS = 1;

    private final EdgeConfig config;
    private final AgentParts parts;
    private final LinkTimes linkTimes;
    private final List<LongConsumer> roundListeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("gateway-timer").daemon().factory());

    /**
     * Opens the gateway's state; nothing listens or connects before {@link #start()}.
     *
     * @param config the configuration
     * @param networks bounds how much is computed at a time; shared between gateways, and closed by whoever made it
     * @throws IOException when the state directory or the fog node's certificate cannot be used, or the gateway is not enrolled
     */
    public EdgeAgent(EdgeConfig config, NetworkPool networks) throws IOException {
        this(config, networks, Clock.systemUTC());
    }

    /**
     * Opens the gateway's state with a clock of the caller's.
     *
     * @throws IOException as the other constructor says
     */
    public EdgeAgent(EdgeConfig config, NetworkPool networks, Clock clock) throws IOException {
        this.config = config;
        this.parts = AgentParts.open(config, networks, version(), clock);
        this.linkTimes = new LinkTimes(clock);
    }

    /**
     * Starts to listen for devices and to connect to the fog node; returns at once. No failure to connect is final.
     *
     * @throws IOException when the devices' address cannot be listened on
     */
    public void start() throws IOException {
        parts.intake().start();
        parts.link().start(new Messages());
        timer.scheduleWithFixedDelay(this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
        LOG.info("Gateway {} takes samples at {}", config.gateway(), coapUri());
    }

    /** Where devices send to; after {@link #start()}. */
    public URI coapUri() {
        return parts.intake().uri();
    }

    /** The gateway's devices; inviting needs its address, so it works after {@link #start()}. */
    public DeviceRegister devices() {
        return parts.devices().register();
    }

    /** What the fog node registers this gateway by. */
    public VerificationKey verificationKey() {
        return parts.identity().verificationKey();
    }

    /** Bytes to and from the fog node since the start: MQTT payloads and models. */
    public LinkTraffic traffic() {
        return parts.link().traffic();
    }

    /**
     * Asks to be told the number of each round that is announced, before anything is done for it. The same round may be
     * announced several times.
     *
     * @param listener called on the link's thread; it must not block
     */
    public void onRound(LongConsumer listener) {
        roundListeners.add(listener);
    }

    /** How many samples are stored. */
    public long samples() {
        return parts.store().totals().samples();
    }

    /** How the gateway is now. */
    public AgentStatus status() {
        boolean connected = parts.link().connected();
        return new AgentStatus(
                connected,
                linkTimes.note(connected),
                parts.link().trouble(),
                parts.store().totals(),
                parts.counters().stored(),
                parts.counters().repeated(),
                parts.counters().refused(),
                parts.outbox().lastRound(),
                parts.outbox().lastFate(),
                parts.outbox().waiting().size(),
                parts.outbox().proofs(),
                parts.heads().alarm(),
                parts.renewal().alarm());
    }

    /**
     * Forgets a patient: deletes the key of their samples, the samples, and what was learnt from them and not sent yet.
     *
     * @param patient the id as devices send it
     * @param mayReturn whether samples of the patient are taken again; else they are refused from now on
     * @return how many samples there were
     */
    public int forget(String patient, boolean mayReturn) {
        return parts.store().forget(patient, mayReturn, parts.residuals()::drop);
    }

    /**
     * Opens the page of this gateway; whoever calls this closes it before the gateway. Nobody can enrol the gateway on it, as that would
     * take a start: a {@link PagedGateway} does so.
     *
     * @throws IOException when a file cannot be used, or the address cannot be listened on
     */
    public GatewayPage openPage(PageDoor door) throws IOException {
        AgentDesk desk = new AgentDesk(config, () -> Optional.of(this), Optional::empty, Optional.empty());
        GatewayPage page = new GatewayPage(door, config.stateDirectory(), desk, Clock.systemUTC());
        page.start();
        return page;
    }

    Optional<Enrolment> enrolment() {
        return parts.identity().vault().enrolment();
    }

    /** Stops; what is under way and not on disk is abandoned, and taken up again after the next start. */
    @Override
    public void close() {
        timer.shutdownNow();
        parts.close();
        LOG.info("Gateway {} stopped", config.gateway());
    }

    private void tick() {
        try {
            parts.renewal().consider();
            parts.rounds().consider();
            boolean connected = parts.link().connected();
            linkTimes.note(connected);
            if (connected) {
                parts.presence().refresh();
                parts.sender().sendDue();
            }
        } catch (RuntimeException e) {
            LOG.error("A regular task failed and will be tried again: {}", e.getMessage());
        }
    }

    static String version() {
        return Optional.ofNullable(EdgeAgent.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    private final class Messages implements FogMessages {
        @Override
        public void connected() {
            parts.presence().connected();
            parts.sender().connected();
        }

        @Override
        public void model(ModelAnnouncement model) {
            parts.models().announce(model);
        }

        @Override
        public void round(RoundAnnouncement round) {
            roundListeners.forEach(listener -> listener.accept(round.getRound()));
            parts.outbox().abandonBefore(round.getRound());
            parts.rounds().announce(round);
            if (round.getState() == RoundState.ROUND_STATE_OPEN) {
                parts.sender().sendDue();
            }
        }

        @Override
        public void receipt(Receipt receipt) {
            parts.receipts().handle(receipt);
        }
    }
}
