package org.fogward.fog;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.fogward.fog.admission.RefusalNames;
import org.fogward.fog.audit.AuditReport;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.enrol.Invitations;
import org.fogward.fog.registry.StatusIntake;
import org.fogward.fog.round.RoundResult;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.fog.view.GatewaySummary.UpdateOutcome;
import org.fogward.fog.view.ViewSource;
import org.fogward.models.data.Sample;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.enrolment.InvitationCode;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.VerificationKey;
import org.fogward.protocol.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The aggregator of one federation: broker, rounds, ledger and the operators' page as one object, with no static state. Started
 * again on the same state directory it goes on where it was, also after a crash. Thread-safe, apart from {@link #close}.
 */
public final class FogNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FogNode.class);

    private final FogConfig config;
    private final FogParts parts;

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
        parts = new FogParts(config, networks, evaluation, clock);
    }

    /** Opens all doors and begins the rounds. */
    public void start() {
        openDoors();
        beginRounds();
    }

    /** Opens the doors: gateways can connect and download, the page is served. Called once. */
    public void openDoors() {
        Topics topics = new Topics(config.federation());
        StatusIntake status = new StatusIntake(config.federation(), parts.registry, parts.activity);
        recallUpdates();
        parts.federation.link().subscribe(topics.everyUpdate(), parts.rounds::take);
        parts.federation.link().subscribe(topics.everyStatus(), (topic, message) -> {
            status.take(topic, message);
            parts.views.changed();
        });
        parts.federation.link().onConnected(parts.publisher::catchUp);
        parts.federation.link().onSession(parts.publisher::sessionBegan);
        parts.federation.link().start();
        parts.http.start();
        firstAccountUri().ifPresent(uri -> LOG.info("nobody can sign in yet; the first account is made at {}", uri));
        parts.follower.start();
        parts.standing.start(new GatewayDoors(parts));
        parts.standingRecords.start();
        parts.looks.start();
    }

    /** Opens the first round, or goes on with the one in progress. Calling it again changes nothing. */
    public void beginRounds() {
        parts.rounds.begin();
        parts.publisher.scoreMissing();
    }

    /**
     * Invites a gateway to enrol.
     *
     * @param life how long the code is good, up to {@link Invitations#LONGEST_LIFE}
     * @return the code, which is nowhere else
     */
    public InvitationCode invite(GatewayId gateway, Duration life) {
        return parts.entrance.invite(gateway, life);
    }

    /** What there is to see. */
    public ViewSource viewSource() {
        return parts.views;
    }

    /** Completes when the plan's last round is anchored and scored. */
    public CompletableFuture<Void> awaitFinished() {
        return parts.rounds
                .finished()
                .thenCompose(done -> parts.anchors.settled())
                .thenCompose(done -> parts.publisher.settled());
    }

    /**
     * The newest global model.
     *
     * @throws IOException if its file cannot be read
     */
    public GlobalModel currentModel() throws IOException {
        Optional<RoundResult> newest = parts.state.store().newestResult();
        Digest digest = newest.map(RoundResult::newModel)
                .orElseGet(() -> parts.state.store().founding().orElseThrow().firstModel());
        ModelParameters model = parts.models.read(digest);
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
        return parts.federation.uri();
    }

    /** Where the page and the blobs are. Only after {@link #openDoors}. */
    public URI httpsUri() {
        return parts.http.uri();
    }

    /**
     * Where the first account is made, as long as there is none: a page, with a code that is good until this node closes. To be
     * shown to whoever runs the node and nobody else. Only after {@link #openDoors}.
     */
    public Optional<URI> firstAccountUri() {
        return parts.gatehouse.firstCode().map(code -> httpsUri().resolve("/first#" + code.reveal()));
    }

    /** The certificates that gateways trust, PEM, the newest first. */
    public Path authorityFile() {
        return parts.state.identity().authorityFile();
    }

    /** The key that verifies the fog node's messages. */
    public VerificationKey verificationKey() {
        return parts.state.key().verificationKey();
    }

    /** Closes the doors and stops, after what is being done now. Everything else is done at the next start. */
    @Override
    public void close() throws IOException {
        parts.close();
    }

    private void recallUpdates() {
        for (RoundUpdate update : parts.state.store().updates().newest()) {
            parts.activity.recall(
                    update.gateway(),
                    new UpdateOutcome(
                            update.round(),
                            update.receivedAt(),
                            update.accepted() ? Optional.empty() : Optional.of(RefusalNames.of(update.refusal())),
                            update.detail()));
        }
    }
}
