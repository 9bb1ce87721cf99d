package org.fogward.fog;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.fogward.fog.admission.Admission;
import org.fogward.fog.admission.RefusalNames;
import org.fogward.fog.anchor.AnchorQueue;
import org.fogward.fog.anchor.AnchoredProofs;
import org.fogward.fog.anchor.ChainLinks;
import org.fogward.fog.anchor.FoundingRecords;
import org.fogward.fog.anchor.RoundAnchors;
import org.fogward.fog.audit.AuditReport;
import org.fogward.fog.audit.Verification;
import org.fogward.fog.conduct.RoundCloser;
import org.fogward.fog.conduct.RoundKeeper;
import org.fogward.fog.conduct.UpdateIntake;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.evaluate.RoundEvaluation;
import org.fogward.fog.http.FogHttpServer;
import org.fogward.fog.http.HttpOptions;
import org.fogward.fog.live.LiveView;
import org.fogward.fog.live.ViewFeed;
import org.fogward.fog.metrics.FogMetrics;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.publish.Announcer;
import org.fogward.fog.publish.ProofSender;
import org.fogward.fog.publish.ReceiptSender;
import org.fogward.fog.publish.RoundPublisher;
import org.fogward.fog.registry.GatewayActivity;
import org.fogward.fog.registry.GatewayRegistry;
import org.fogward.fog.registry.StatusIntake;
import org.fogward.fog.round.ModelStep;
import org.fogward.fog.round.RoundResult;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.fog.round.StoredUpdates;
import org.fogward.fog.view.GatewaySummary.UpdateOutcome;
import org.fogward.fog.view.ViewSource;
import org.fogward.models.data.Sample;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.train.SiteEvaluator;
import org.fogward.protocol.access.AccessToken;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.Signer;
import org.fogward.protocol.identity.VerificationKey;
import org.fogward.protocol.topic.Topics;

/**
 * The aggregator of one federation: broker, rounds, ledger and the operators' page as one object, with no static state. Started
 * again on the same state directory it goes on where it was, also after a crash. Thread-safe, apart from {@link #close}.
 */
public final class FogNode implements AutoCloseable {

    private final FogConfig config;
    private final Clock clock;
    private final FogState state;
    private final FogMetrics metrics = new FogMetrics();
    private final GatewayRegistry registry;
    private final GatewayActivity activity = new GatewayActivity(metrics);
    private final ViewFeed views;
    private final FederationLink federation;
    private final ModelStep models;
    private final RoundPublisher publisher;
    private final AnchorQueue anchors;
    private final RoundKeeper rounds;
    private final Verification verification;
    private final FogHttpServer http;

    /**
     * Opens the state directory and the broker. No round begins and no page is served before {@link #start}.
     *
     * @throws IOException if the state cannot be used, belongs to another federation or plan, or is in use
     */
    public FogNode(FogConfig config, NetworkPool networks) throws IOException {
        this(config, networks, List.of(), Clock.systemUTC());
    }

    /**
     * Opens a fog node with samples and a clock of the caller's.
     *
     * @param evaluation samples to score each round's model on; they never take part in training
     */
    public FogNode(FogConfig config, NetworkPool networks, List<Sample> evaluation, Clock clock) throws IOException {
        this.config = config;
        this.clock = clock;
        state = FogState.open(config, clock);
        try {
            Plan plan = config.plan();
            registry = new GatewayRegistry(config.gateways());
            views = new ViewFeed(
                    new LiveView(config.federation(), plan, state.store(), registry, activity, clock)::take);
            federation = new FederationLink(config, state, registry, clock);
            models = new ModelStep(plan, state.blobs());
            EnvelopeSealer sealer = new EnvelopeSealer(config.federation(), Signer.FOG, state.key());
            Topics topics = new Topics(config.federation());
            ReceiptSender receipts = new ReceiptSender(federation.link(), topics, sealer, activity);
            ProofSender proofs = new ProofSender(
                    config.federation(),
                    state.store(),
                    receipts,
                    new ChainLinks(state.members().fogNode()));
            publisher = new RoundPublisher(
                    plan,
                    state.store(),
                    state.blobs(),
                    models,
                    new Announcer(federation.link(), topics, sealer, plan, state.blobs(), activity),
                    proofs,
                    evaluation(plan, networks, evaluation),
                    metrics,
                    views::changed);
            anchors = new AnchorQueue(
                    new FoundingRecords(config.federation(), plan, state.store(), state.members()),
                    new RoundAnchors(config.federation(), plan, state.store()),
                    state.store(),
                    state.ledger(),
                    publisher::anchored);
            rounds = rounds(plan, receipts, proofs);
            verification = new Verification(() -> new StateLayout(config.stateDirectory()).audit(), clock);
            http = new FogHttpServer(
                    new HttpOptions(config.http().host(), config.http().port()), state.identity(), behindTheDoor());
        } catch (IOException | RuntimeException e) {
            state.close();
            throw e;
        }
    }

    /** Opens all doors and begins the rounds. */
    public void start() {
        openDoors();
        beginRounds();
    }

    /** Opens the doors: gateways can connect and download, the page is served. Called once. */
    public void openDoors() {
        Topics topics = new Topics(config.federation());
        StatusIntake status = new StatusIntake(config.federation(), registry, activity);
        recallUpdates();
        federation.link().subscribe(topics.everyUpdate(), rounds::take);
        federation.link().subscribe(topics.everyStatus(), (topic, message) -> {
            status.take(topic, message);
            views.changed();
        });
        federation.link().onConnected(publisher::catchUp);
        federation.link().start();
        http.start();
    }

    /** Opens the first round, or goes on with the one in progress. Calling it again changes nothing. */
    public void beginRounds() {
        rounds.begin();
        publisher.scoreMissing();
    }

    /**
     * Registers a gateway while the node runs.
     *
     * @throws IllegalArgumentException if it is registered with another key
     */
    public void register(GatewayId gateway, VerificationKey key) {
        registry.register(gateway, key);
        state.store().rememberGateway(gateway, key.text());
        if (rounds.begun()) {
            anchors.look();
        }
        rounds.reconsider();
        views.changed();
    }

    /** What there is to see. */
    public ViewSource viewSource() {
        return views;
    }

    /** Completes when the plan's last round is anchored and scored. */
    public CompletableFuture<Void> awaitFinished() {
        return rounds.finished().thenCompose(done -> anchors.settled()).thenCompose(done -> publisher.settled());
    }

    /**
     * The newest global model.
     *
     * @throws IOException if its file cannot be read
     */
    public GlobalModel currentModel() throws IOException {
        Optional<RoundResult> newest = state.store().newestResult();
        Digest digest = newest.map(RoundResult::newModel)
                .orElseGet(() -> state.store().founding().orElseThrow().firstModel());
        ModelParameters model = models.read(digest);
        return new GlobalModel(newest.map(RoundResult::round).orElse(0L), digest, model);
    }

    /**
     * Checks everything that is stored, from the files, as {@code ledger verify} does: it recomputes every round.
     *
     * @throws IOException if there is nothing that could be checked
     */
    public AuditReport audit() throws IOException {
        return new StateLayout(config.stateDirectory()).audit().run();
    }

    /** Where gateways reach the broker. */
    public URI mqttUri() {
        return federation.uri();
    }

    /** Where the page and the blobs are. Only after {@link #openDoors}. */
    public URI httpsUri() {
        return http.uri();
    }

    /** The certificate that gateways trust, PEM. */
    public Path authorityFile() {
        return state.identity().authorityFile();
    }

    /** The key that verifies the fog node's messages. */
    public VerificationKey verificationKey() {
        return state.key().verificationKey();
    }

    /** Closes the doors and stops, after what is being done now. Everything else is done at the next start. */
    @Override
    public void close() throws IOException {
        http.close();
        verification.close();
        federation.link().close();
        rounds.close();
        anchors.close();
        publisher.close();
        views.close();
        federation.close();
        metrics.close();
        state.close();
    }

    private RoundKeeper rounds(Plan plan, ReceiptSender receipts, ProofSender proofs) {
        UpdateIntake intake = new UpdateIntake(
                config.federation(),
                new Admission(config.federation(), plan, registry),
                state.store(),
                state.blobs(),
                models,
                receipts,
                proofs,
                registry,
                activity,
                clock);
        RoundCloser closer = new RoundCloser(config.federation(), plan, state.store(), state.blobs(), activity, clock);
        return new RoundKeeper(plan, state.store(), registry, intake, closer, anchors, publisher, clock);
    }

    private RoundEvaluation evaluation(Plan plan, NetworkPool networks, List<Sample> own) {
        return new RoundEvaluation(
                plan, new SiteEvaluator(networks), own, models, new StoredUpdates(state.blobs()), state.store());
    }

    private FogHttpServer.Behind behindTheDoor() {
        return new FogHttpServer.Behind(
                views,
                state.blobs(),
                token -> AccessToken.verify(token, config.federation(), registry, clock, FederationLink.TOKEN_SKEW),
                activity::sent,
                new AnchoredProofs(config.federation(), state.store()),
                verification,
                new FogHealth(state, federation, anchors).checks(),
                metrics);
    }

    private void recallUpdates() {
        for (RoundUpdate update : state.store().newestUpdates()) {
            activity.recall(
                    update.gateway(),
                    new UpdateOutcome(
                            update.round(),
                            update.receivedAt(),
                            update.accepted() ? Optional.empty() : Optional.of(RefusalNames.of(update.refusal())),
                            update.detail()));
        }
    }
}
