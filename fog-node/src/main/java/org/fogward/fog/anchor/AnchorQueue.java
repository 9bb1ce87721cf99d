package org.fogward.fog.anchor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.fogward.fog.round.RoundPlace;
import org.fogward.fog.round.RoundStore;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.round.Rounds;
import org.fogward.protocol.link.Backoff;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what a federation is founded on, then combined rounds, at last the proposal of their model, to the ledger, one after the other, on a thread of its own: rounds go
 * on while the ledger cannot be reached.
 * The queue is the rounds in the store that have no place yet, so that a crash loses none; anchoring one again changes nothing, so
 * that none is there twice. Thread-safe.
 */
public final class AnchorQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnchorQueue.class);

    private final FoundingRecords founding;
    private final ModelProposals proposals;
    private final RoundAnchors anchors;
    private final RoundStore store;
    private final Rounds ledger;
    private final KeptBlocks kept;
    private final Consumer<RoundPlace> anchored;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("anchors").daemon().factory());
    private volatile CompletableFuture<Void> empty = CompletableFuture.completedFuture(null);
    private volatile @Nullable String trouble;
    private int failures;

    /**
     * A queue that does nothing until {@link #look}.
     *
     * @param ledger calls as the fog node
     * @param kept where a block has to be before its round counts as anchored
     * @param anchored hears of each place, on the queue's thread; returns quickly
     */
    public AnchorQueue(
            FoundingRecords founding,
            ModelProposals proposals,
            RoundAnchors anchors,
            RoundStore store,
            LedgerClient ledger,
            KeptBlocks kept,
            Consumer<RoundPlace> anchored) {
        this.founding = founding;
        this.proposals = proposals;
        this.anchors = anchors;
        this.store = store;
        this.ledger = new Rounds(ledger);
        this.kept = kept;
        this.anchored = anchored;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Anchors what waits. Returns at once. */
    public synchronized void look() {
        if (empty.isDone()) {
            empty = new CompletableFuture<>();
            later(Duration.ZERO);
        }
    }

    /** Completes when nothing waits any more of what waits now. */
    public CompletableFuture<Void> settled() {
        return empty.copy();
    }

    /** Why rounds wait longer than they should; empty while all goes well. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Stops after the round that is being anchored; the others are anchored after the next start. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn("the anchors' thread does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void later(Duration delay) {
        try {
            var ignored = thread.schedule(this::anchorAll, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("anchoring has stopped");
        }
    }

    private void anchorAll() {
        try {
            founding.record();
            for (List<Long> waiting = store.notAnchored(); !waiting.isEmpty(); waiting = store.notAnchored()) {
                anchor(waiting.getFirst());
                failures = 0;
            }
            proposals.propose();
            failures = 0;
            trouble = null;
            becomeEmpty();
        } catch (LedgerException | RuntimeException e) {
            trouble = waiting() + e.getMessage();
            Duration pause = Backoff.DEFAULT.delay(++failures, ThreadLocalRandom.current());
            LOG.error("{}; trying again in {} s", trouble, pause.toMillis() / 1000.0);
            later(pause);
        }
    }

    private String waiting() {
        try {
            int rounds = store.notAnchored().size();
            return switch (rounds) {
                case 0 ->
                    proposals.due()
                            ? "the ledger does not take the proposal of the last round's model: "
                            : "the ledger does not take what the federation is founded on: ";
                case 1 -> "1 round waits to be anchored: ";
                default -> rounds + " rounds wait to be anchored: ";
            };
        } catch (JdbiException e) {
            return "rounds wait to be anchored, and the database cannot say how many: ";
        }
    }

    private void anchor(long round) throws LedgerException {
        AnchorReceipt receipt = ledger.anchor(anchors.of(round));
        kept.require(receipt);
        RoundPlace place = new RoundPlace(round, receipt.transactionId(), receipt.block(), receipt.headHash());
        store.anchored(place);
        LOG.info("round {} is anchored in block {}", round, place.block());
        anchored.accept(place);
    }

    /** Unless one came since the store was asked. */
    private synchronized void becomeEmpty() {
        if (store.notAnchored().isEmpty()) {
            empty.complete(null);
        } else {
            later(Duration.ZERO);
        }
    }
}
