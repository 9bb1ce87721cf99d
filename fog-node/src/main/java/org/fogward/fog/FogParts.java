package org.fogward.fog;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.fogward.fog.access.AccessQueue;
import org.fogward.fog.admission.Admission;
import org.fogward.fog.anchor.AnchorQueue;
import org.fogward.fog.anchor.AnchoredProofs;
import org.fogward.fog.anchor.ChainLinks;
import org.fogward.fog.anchor.FoundingRecords;
import org.fogward.fog.anchor.ModelProposals;
import org.fogward.fog.anchor.RoundAnchors;
import org.fogward.fog.audit.Verification;
import org.fogward.fog.conduct.RoundCloser;
import org.fogward.fog.conduct.RoundKeeper;
import org.fogward.fog.conduct.UpdateIntake;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.evaluate.RoundEvaluation;
import org.fogward.fog.follow.LedgerFollower;
import org.fogward.fog.follow.LedgerSummary;
import org.fogward.fog.follow.LedgerViews;
import org.fogward.fog.follow.ParticipantList;
import org.fogward.fog.gate.Gatehouse;
import org.fogward.fog.http.FogHttpServer;
import org.fogward.fog.http.HttpOptions;
import org.fogward.fog.limit.Peers;
import org.fogward.fog.live.LiveView;
import org.fogward.fog.live.ViewFeed;
import org.fogward.fog.metrics.FogMetrics;
import org.fogward.fog.openid.OpenIdSignIn;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.publish.Announcer;
import org.fogward.fog.publish.ProofSender;
import org.fogward.fog.publish.ReceiptSender;
import org.fogward.fog.publish.RoundPublisher;
import org.fogward.fog.registry.GatewayActivity;
import org.fogward.fog.registry.GatewayRegistry;
import org.fogward.fog.round.ModelStep;
import org.fogward.fog.round.StoredUpdates;
import org.fogward.fog.standing.StandingRecorder;
import org.fogward.fog.standing.StandingWatch;
import org.fogward.models.data.Sample;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.train.SiteEvaluator;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.Signer;
import org.fogward.protocol.identity.VerificationKey;
import org.fogward.protocol.topic.Topics;

/** The parts of one fog node, made and put together; nothing runs yet but its broker. */
final class FogParts {

    private final FogConfig config;
    private final Clock clock;
    final FogState state;
    final FogMetrics metrics = new FogMetrics();
    private final Peers peers;
    final GatewayRegistry registry;
    final StandingWatch standing;
    final StandingRecorder standingRecords;
    final GatewayActivity activity = new GatewayActivity(metrics);
    final ViewFeed views;
    final FederationLink federation;
    final ModelStep models;
    final RoundPublisher publisher;
    final AnchorQueue anchors;
    final LedgerFollower follower;
    final RoundKeeper rounds;
    final Verification verification;
    final Gatehouse gatehouse;
    final AccessQueue looks;
    final FogHttpServer http;
    final GatewayEntrance entrance;
    private final AuthorityWatch watch;

    FogParts(FogConfig config, NetworkPool networks, List<Sample> evaluation, Clock clock) throws IOException {
        this.config = config;
        this.clock = clock;
        state = FogState.open(config, clock);
        try {
            Plan plan = config.plan();
            peers = new Peers(config.limits(), metrics::peerLimited, clock);
            registry = new GatewayRegistry();
            standing = new StandingWatch(state.database(), registry);
            standingRecords = new StandingRecorder(
                    config.federation(),
                    state.database(),
                    state.ledger().members().administrator(),
                    state.ledger().members().organisation());
            state.enrolled().keys().forEach(registry::enrolled);
            entrance = new GatewayEntrance(config, state, registry, metrics, clock);
            follower = new LedgerFollower(
                    config.federation(),
                    state.ledger().members().fogNode(),
                    new LedgerViews(state.database()),
                    this::changed);
            views = new ViewFeed(new LiveView(
                    config.federation(),
                    plan,
                    state.store(),
                    registry,
                    activity,
                    new LedgerSummary(state.database(), follower),
                    clock)::take);
            federation = new FederationLink(config, state, registry, entrance.brokerKeeper(), metrics, peers, clock);
            models = new ModelStep(plan, state.blobs());
            EnvelopeSealer sealer = new EnvelopeSealer(config.federation(), Signer.FOG, state.key());
            Topics topics = new Topics(config.federation());
            ReceiptSender receipts = new ReceiptSender(federation.link(), topics, sealer, activity);
            ProofSender proofs =
                    new ProofSender(config.federation(), state.store(), receipts, new ChainLinks(state.ledger()));
            publisher = new RoundPublisher(
                    plan,
                    state.store(),
                    state.blobs(),
                    models,
                    new Announcer(federation.link(), topics, sealer, plan, state.blobs(), activity),
                    proofs,
                    evaluation(plan, networks, evaluation),
                    metrics,
                    federation.link()::rotate,
                    views::changed);
            anchors = new AnchorQueue(
                    new FoundingRecords(
                            config.federation(),
                            plan,
                            state.store(),
                            state.ledger().members()),
                    new ModelProposals(
                            config.federation(),
                            plan,
                            state.store(),
                            state.ledger().members()),
                    new RoundAnchors(config.federation(), plan, state.store()),
                    state.store(),
                    state.ledger().members().fogNode(),
                    state.ledger(),
                    publisher::anchored);
            rounds = rounds(plan, receipts, proofs);
            verification = new Verification(() -> new StateLayout(config.stateDirectory()).audit(), clock);
            watch = new AuthorityWatch(state.identity(), federation::review);
            gatehouse = Gatehouse.open(
                    config.stateDirectory(),
                    state.database(),
                    clock,
                    config.openid().map(openid -> new OpenIdSignIn(openid, clock)));
            looks = new AccessQueue(
                    config.federation(),
                    state.database(),
                    config.stateDirectory(),
                    state.ledger().members().fogNode(),
                    clock);
            http = new FogHttpServer(
                    new HttpOptions(config.http().host(), config.http().port()), state.identity(), behindTheDoor());
        } catch (IOException | RuntimeException e) {
            state.close();
            throw e;
        }
    }

    void close() throws IOException {
        http.close();
        standing.close();
        standingRecords.close();
        watch.close();
        looks.close();
        verification.close();
        federation.link().close();
        rounds.close();
        anchors.close();
        follower.close();
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
                activity::sent,
                peers,
                new AnchoredProofs(config.federation(), state.store()),
                new ParticipantList(state.database()),
                verification,
                new FogHealth(state, federation, anchors, follower, standingRecords).checks(),
                metrics,
                entrance.door(this::enrolled, federation::uri, this::page),
                gatehouse,
                looks,
                new OperatorsDesk(state.database(), standing, registry, entrance, this::page, clock));
    }

    private void enrolled(GatewayId gateway, VerificationKey key) {
        registry.enrolled(gateway, key);
        registered(gateway, key);
        federation.review();
    }

    /** After a gateway has got a key. */
    void registered(GatewayId gateway, VerificationKey key) {
        state.store().rememberGateway(gateway, key.text());
        if (rounds.begun()) {
            anchors.look();
        }
        rounds.reconsider();
        views.changed();
    }

    /** The door is made after what stands behind it. */
    private URI page() {
        return http.uri();
    }

    /** The views are made after the follower that tells them. */
    private void changed() {
        views.changed();
    }
}
