package org.fogward.edge;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.device.DeviceAddress;
import org.fogward.edge.device.GatewayDevices;
import org.fogward.edge.enrol.Renewal;
import org.fogward.edge.history.HistoryWatch;
import org.fogward.edge.history.KnownHeads;
import org.fogward.edge.identity.GatewayIdentity;
import org.fogward.edge.intake.IntakeCounters;
import org.fogward.edge.intake.IntakeServer;
import org.fogward.edge.link.FogAccess;
import org.fogward.edge.link.FogLink;
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
import org.jspecify.annotations.Nullable;

/** What a gateway consists of, opened and wired; nothing listens or connects yet. */
record AgentParts(
        GatewayIdentity identity,
        IntakeCounters counters,
        GatewayDatabase database,
        SampleStore store,
        Residuals residuals,
        GatewayDevices devices,
        IntakeServer intake,
        Outbox outbox,
        KnownHeads heads,
        Receipts receipts,
        FogLink link,
        ModelNews models,
        Presence presence,
        UpdateSender sender,
        ModelFetch fetch,
        Renewal renewal,
        RoundLoop rounds)
        implements AutoCloseable {

    /** A model is announced before the round that needs it, so it is not far behind. */
    private static final long PATIENCE_MILLIS = 2000;

    static AgentParts open(EdgeConfig config, NetworkPool networks, String version, Clock clock) throws IOException {
        Path state = config.stateDirectory();
        GatewayIdentity identity = GatewayKeys.of(config);
        MessageSigner key = identity.signingKey();
        FogAccess fog = FogAccess.of(config, identity.vault());
        FogLink link = new FogLink(config.federation(), config.gateway(), fog, key, clock);
        ModelFetch fetch = new ModelFetch(fog.https(), fog.tls(), link.traffic());
        Renewal renewal = new Renewal(
                config.federation(), config.gateway(), identity.vault(), fog.https(), clock, Renewal.PATIENT);
        GatewayDatabase database = GatewayDatabase.open(state.resolve("gateway.db"));
        SampleKeys keys = new SampleKeys(identity.sampleSecret(), new SecureRandom());
        SampleStore store = SampleStore.open(database, keys, config.intake(), config.store(), clock);
        IntakeCounters counters = new IntakeCounters();
        // The devices' door is where invitations point to, and needs the devices: it is known when somebody is invited.
        AtomicReference<@Nullable IntakeServer> door = new AtomicReference<>();
        GatewayDevices devices = GatewayDevices.open(
                database,
                keys,
                config.gateway(),
                config.coap().devices(),
                () -> DeviceAddress.of(Objects.requireNonNull(door.get()).uri()),
                clock);
        IntakeServer intake = new IntakeServer(config.coap(), config.intake(), store, counters, devices, clock);
        door.set(intake);
        Residuals residuals = new Residuals(database, keys);
        KnownHeads heads = new KnownHeads(database);
        Outbox outbox = new Outbox(database, residuals);
        Receipts receipts = new Receipts(config.federation(), config.gateway(), outbox, new HistoryWatch(heads));
        UpdateSender sender = new UpdateSender(outbox, link::publishUpdate, clock);
        Presence presence = new Presence(
                store::totals, heads::alarm, config.intake().classes(), version, link::publishStatus, clock);
        ModelNews models = new ModelNews(PATIENCE_MILLIS);
        LocalWork work = new LocalWork(
                config.gateway(),
                config.intake(),
                new GlobalModels(new ModelFiles(state.resolve("models"), fetch), models, residuals),
                residuals,
                networks,
                new UpdateComposer(
                        new EnvelopeSealer(config.federation(), config.gateway().value(), key), heads));
        RoundLoop rounds = new RoundLoop(work, store, outbox, sender::sendDue, clock);
        return new AgentParts(
                identity, counters, database, store, residuals, devices, intake, outbox, heads, receipts, link, models,
                presence, sender, fetch, renewal, rounds);
    }

    @Override
    public void close() {
        intake.close();
        renewal.close();
        fetch.close();
        rounds.close();
        link.close();
        store.close();
        database.close();
    }
}
