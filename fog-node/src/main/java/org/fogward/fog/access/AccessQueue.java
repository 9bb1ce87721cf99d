package org.fogward.fog.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.access.AccessEntry;
import org.fogward.ledger.access.AccessLog;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.link.Backoff;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings looks at proofs to the ledger's access log, one after the other, on a thread of its own. A look is in the database before
 * the page shows the proof, so that neither a crash nor a ledger that is away loses one; one that is sent again is there once.
 * Thread-safe.
 */
public final class AccessQueue implements Looks, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AccessQueue.class);

    private final LookStore store;
    private final Pseudonyms pseudonyms;
    private final AccessLog ledger;
    private final Clock clock;
    private final AtomicBoolean sending = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("access-log").daemon().factory());
    private int failures;

    /**
     * A queue that does nothing until {@link #look}.
     *
     * @param ledger calls as the fog node
     */
    public AccessQueue(
            FederationId federation, Jdbi database, Pseudonyms pseudonyms, LedgerClient ledger, Clock clock) {
        store = new LookStore(database, federation.value());
        this.pseudonyms = pseudonyms;
        this.ledger = new AccessLog(ledger);
        this.clock = clock;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void proofSeen(String who, Digest leaf) {
        store.add(pseudonyms.of(who), AccessEntry.PROOF, leaf.hex(), clock.instant());
        look();
    }

    /** Sends what waits. Returns at once. */
    public void look() {
        if (sending.compareAndSet(false, true)) {
            later(Duration.ZERO);
        }
    }

    /** Stops after the look that is being sent; the others are sent after the next start. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn("the access log's thread does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void later(Duration delay) {
        try {
            var ignored = thread.schedule(this::sendAll, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the access log has stopped");
        }
    }

    private void sendAll() {
        try {
            for (Optional<AccessEntry> next = store.next();
                    next.isPresent() && !thread.isShutdown();
                    next = store.next()) {
                ledger.log(next.get());
                store.sent(next.get());
                failures = 0;
            }
            sending.set(false);
            if (store.next().isPresent()) {
                look();
            }
        } catch (LedgerException | RuntimeException e) {
            sending.set(true);
            Duration pause = Backoff.DEFAULT.delay(++failures, ThreadLocalRandom.current());
            LOG.warn("looks at proofs wait for the ledger: {}; again in {} s", e.getMessage(), pause.toSeconds());
            later(pause);
        }
    }
}
