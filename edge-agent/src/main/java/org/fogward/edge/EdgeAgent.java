package org.fogward.edge;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.device.DeviceAddress;
import org.fogward.edge.device.DeviceRegister;
import org.fogward.edge.device.GatewayDevices;
import org.fogward.edge.enrol.Renewal;
import org.fogward.edge.history.HistoryWatch;
import org.fogward.edge.history.KnownHeads;
import org.fogward.edge.identity.GatewayIdentity;
import org.fogward.edge.intake.IntakeCounters;
import org.fogward.edge.intake.IntakeServer;
import org.fogward.edge.link.FogAccess;
import org.fogward.edge.link.FogLink;
import org.fogward.edge.link.FogMessages;
import org.fogward.edge.link.Presence;
import org.fogward.edge.model.GlobalModels;
import org.fogward.edge.model.ModelFetch;
import org.fogward.edge.model.ModelFiles;
import org.fogward.edge.model.ModelNews;
import org.fogward.edge.outbox.Outbox;
import org.fogward.edge.outbox.Receipts;
import org.fogward.edge.outbox.Residuals;
import org.fogward.edge.outbox.UpdateSender;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.edge.store.SampleStore;
import org.fogward.edge.train.LocalWork;
import org.fogward.edge.train.RoundLoop;
import org.fogward.edge.update.UpdateComposer;
import org.fogward.models.network.NetworkPool;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.identity.MessageSigner;
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
    /** A model is announced before the round that needs it, so it is not far behind. */
    private static final long PATIENCE_MILLIS = 2000;

    private final EdgeConfig config;
    private final VerificationKey verificationKey;
    private final IntakeCounters counters = new IntakeCounters();
    private final GatewayDatabase database;
    private final SampleStore store;
    private final GatewayDevices devices;
    private final IntakeServer intake;
    private final Outbox outbox;
    private final KnownHeads heads;
    private final Receipts receipts;
    private final FogLink link;
    private final ModelNews models = new ModelNews(PATIENCE_MILLIS);
    private final Presence presence;
    private final UpdateSender sender;
    private final ModelFetch fetch;
    private final Renewal renewal;
    private final RoundLoop rounds;
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
        Clock clock = Clock.systemUTC();
        Path state = config.stateDirectory();
        GatewayIdentity identity = GatewayKeys.of(config);
        MessageSigner key = identity.signingKey();
        FogAccess fog = FogAccess.of(config, identity.vault(), clock);
        this.config = config;
        this.verificationKey = identity.verificationKey();
        this.link = new FogLink(config.federation(), config.gateway(), fog, key, clock);
        this.fetch = new ModelFetch(fog.https(), fog.tls(), fog.token(), link.traffic());
        this.renewal = new Renewal(
                config.federation(), config.gateway(), identity.vault(), fog.https(), clock, Renewal.PATIENT);
        this.database = GatewayDatabase.open(state.resolve("gateway.db"));
        SampleKeys keys = new SampleKeys(identity.sampleSecret(), new SecureRandom());
        this.store = SampleStore.open(database, keys, config.intake(), config.store(), clock);
        this.devices = GatewayDevices.open(
                database, keys, config.gateway(), config.coap().devices(), () -> DeviceAddress.of(coapUri()), clock);
        this.intake = new IntakeServer(config.coap(), config.intake(), store, counters, devices, clock);
        Residuals residuals = new Residuals(database, keys);
        this.heads = new KnownHeads(database);
        this.outbox = new Outbox(database, residuals);
        this.receipts = new Receipts(config.federation(), config.gateway(), outbox, new HistoryWatch(heads));
        this.sender = new UpdateSender(outbox, link::publishUpdate, clock);
        this.presence = new Presence(
                store::totals, heads::alarm, config.intake().classes(), version(), link::publishStatus, clock);
        UpdateComposer composer = new UpdateComposer(
                new EnvelopeSealer(config.federation(), config.gateway().value(), key), heads);
        ModelFiles files = new ModelFiles(state.resolve("models"), fetch);
        LocalWork work = new LocalWork(
                config.gateway(),
                config.intake(),
                new GlobalModels(files, models, residuals),
                residuals,
                networks,
                composer);
        this.rounds = new RoundLoop(work, store, outbox, sender::sendDue, clock);
    }

    /**
     * Starts to listen for devices and to connect to the fog node; returns at once. No failure to connect is final.
     *
     * @throws IOException when the devices' address cannot be listened on
     */
    public void start() throws IOException {
        intake.start();
        link.start(new Messages());
        timer.scheduleWithFixedDelay(this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
        LOG.info("Gateway {} takes samples at {}", config.gateway(), coapUri());
    }

    /** Where devices send to; after {@link #start()}. */
    public URI coapUri() {
        return intake.uri();
    }

    /** The gateway's devices; inviting needs its address, so it works after {@link #start()}. */
    public DeviceRegister devices() {
        return devices.register();
    }

    /** What the fog node registers this gateway by. */
    public VerificationKey verificationKey() {
        return verificationKey;
    }

    /** Bytes to and from the fog node since the start: MQTT payloads and models. */
    public LinkTraffic traffic() {
        return link.traffic();
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
        return store.totals().samples();
    }

    /** How the gateway is now. */
    public AgentStatus status() {
        return new AgentStatus(
                link.connected(),
                store.totals(),
                counters.stored(),
                counters.repeated(),
                counters.refused(),
                outbox.lastRound(),
                outbox.waiting().size(),
                outbox.proofs(),
                heads.alarm(),
                renewal.alarm());
    }

    /** Stops; what is under way and not on disk is abandoned, and taken up again after the next start. */
    @Override
    public void close() {
        timer.shutdownNow();
        intake.close();
        renewal.close();
        fetch.close();
        rounds.close();
        link.close();
        store.close();
        database.close();
        LOG.info("Gateway {} stopped", config.gateway());
    }

    private void tick() {
        try {
            renewal.consider();
            rounds.consider();
            if (link.connected()) {
                presence.refresh();
                sender.sendDue();
            }
        } catch (RuntimeException e) {
            LOG.error("A regular task failed and will be tried again: {}", e.getMessage());
        }
    }

    private static String version() {
        return Optional.ofNullable(EdgeAgent.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    private final class Messages implements FogMessages {
        @Override
        public void connected() {
            presence.connected();
            sender.connected();
        }

        @Override
        public void model(ModelAnnouncement model) {
            models.announce(model);
        }

        @Override
        public void round(RoundAnnouncement round) {
            roundListeners.forEach(listener -> listener.accept(round.getRound()));
            outbox.abandonBefore(round.getRound());
            rounds.announce(round);
            if (round.getState() == RoundState.ROUND_STATE_OPEN) {
                sender.sendDue();
            }
        }

        @Override
        public void receipt(Receipt receipt) {
            receipts.handle(receipt);
        }
    }
}
