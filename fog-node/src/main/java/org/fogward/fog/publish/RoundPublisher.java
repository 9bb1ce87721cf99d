package org.fogward.fog.publish;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.fogward.fog.blob.BlobStore;
import org.fogward.fog.evaluate.RoundEvaluation;
import org.fogward.fog.metrics.FogMetrics;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.round.ModelStep;
import org.fogward.fog.round.Round;
import org.fogward.fog.round.RoundListener;
import org.fogward.fog.round.RoundPlace;
import org.fogward.fog.round.RoundResult;
import org.fogward.fog.round.RoundScore;
import org.fogward.fog.round.RoundStore;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.v1.RoundState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the gateways how the rounds go. Proofs are sent and models scored beside the rounds, on a thread of its own, so that the
 * next round's training has begun by then.
 */
public final class RoundPublisher implements RoundListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RoundPublisher.class);

    private final Plan plan;
    private final RoundStore store;
    private final RoundTasks tasks;
    private final Announcer announcer;
    private final ProofSender proofs;
    private final RoundEvaluation evaluation;
    private final FogMetrics metrics;
    private final Runnable newKeys;
    private final Runnable shown;
    private final ExecutorService aside = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("evaluation").daemon().factory());

    /**
     * Wires a publisher of one federation.
     *
     * @param newKeys replaces the keys that messages are sealed with; returns at once
     * @param shown run after everything that a page would show differently; returns at once
     */
    public RoundPublisher(
            Plan plan,
            RoundStore store,
            BlobStore blobs,
            ModelStep models,
            Announcer announcer,
            ProofSender proofs,
            RoundEvaluation evaluation,
            FogMetrics metrics,
            Runnable newKeys,
            Runnable shown) {
        this.plan = plan;
        this.store = store;
        this.tasks = new RoundTasks(plan, store, blobs, models);
        this.announcer = announcer;
        this.proofs = proofs;
        this.evaluation = evaluation;
        this.metrics = metrics;
        this.newKeys = newKeys;
        this.shown = shown;
    }

    @Override
    public void opened(Round round) {
        if (plan.rounds().beginsWithNewKeys(round.number())) {
            newKeys.run();
        }
        announcer.announce(round, RoundState.ROUND_STATE_OPEN, tasks.of(round.number(), round.baseModel()));
        shown.run();
    }

    @Override
    public void closed(Round round) {
        announcer.announce(round, RoundState.ROUND_STATE_CLOSED, tasks.of(round.number(), round.baseModel()));
        shown.run();
    }

    @Override
    public void combined(RoundResult result) {
        metrics.roundFinished(Duration.ofMillis((long) (1000 * result.seconds())));
        shown.run();
        aside.execute(() -> score(result));
    }

    /** A round is on the ledger, so that proofs which waited for the ledger may go out with its own. Returns at once. */
    public void anchored(RoundPlace place) {
        shown.run();
        aside.execute(() -> {
            List<Long> waited = proofs.takeWaiting();
            sendProofs(place.round());
            waited.stream().filter(round -> round != place.round()).forEach(this::sendProofs);
        });
    }

    @Override
    public void ended(Round last, RoundResult result) {
        announcer.announceEnd(last, tasks.of(last.number() + 1, result.newModel()));
        shown.run();
    }

    @Override
    public void changed() {
        shown.run();
    }

    /** Sends proofs that may not have gone out yet, after a restart or a lost connection. Returns at once. */
    public void catchUp() {
        aside.execute(() -> store.withoutReceipts().forEach(this::sendProofs));
    }

    /** A gateway can be sent what waited for its session. Returns at once. */
    public void sessionBegan(GatewayId gateway) {
        aside.execute(() -> proofs.sendTo(gateway));
    }

    /** Scores the rounds that a crash left without a score. Returns at once. */
    public void scoreMissing() {
        aside.execute(() -> {
            var scored = store.scores().stream().map(RoundScore::round).collect(Collectors.toSet());
            store.results().stream()
                    .filter(result -> !scored.contains(result.round()))
                    .forEach(this::score);
        });
    }

    /** Completes when everything that was put aside so far is done. */
    public CompletableFuture<Void> settled() {
        return CompletableFuture.runAsync(() -> {}, aside);
    }

    @Override
    public void close() {
        aside.shutdownNow();
    }

    private void sendProofs(long round) {
        proofs.send(round).whenComplete((all, failure) -> {
            if (failure != null) {
                LOG.debug("the proofs of round {} go out with the next anchor or connection", round);
            }
        });
    }

    private void score(RoundResult result) {
        try {
            evaluation.score(result);
            shown.run();
        } catch (IOException | RuntimeException e) {
            LOG.warn("round {} has no score: {}", result.round(), e.getMessage());
        }
    }
}
