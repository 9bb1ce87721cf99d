package org.fogward.fog.access;

import java.io.IOException;
import java.nio.file.Path;
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
 * Brings looks at proofs, and what people changed, to the ledger's access log, one after the other, on a thread of its own. A look is in the database before
 * the page shows the proof, so that neither a crash nor a ledger that is away loses one; one that is sent again is there once.
 * Thread-safe.
 */
public final class AccessQueue implements Looks, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AccessQueue.class);

    private static final long EVERY_MILLIS = 1_000;

    private final LookStore store;
    private final Pseudonyms pseudonyms;
    private final Changes changes;
    private final AccessLog ledger;
    private final Clock clock;
    private final AtomicBoolean sending = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("access-log").daemon().factory());
    private int failures;

    /**
     * A queue that does nothing until {@link #look}.
     *
     * @param state where the audit log lies
     * @param ledger calls as the fog node
     * @throws IOException if the key for pseudonyms cannot be used
     */
    public AccessQueue(FederationId federation, Jdbi database, Path state, LedgerClient ledger, Clock clock)
            throws IOException {
        pseudonyms = Pseudonyms.open(state);
        changes = new Changes(state, pseudonyms, federation.value());
        store = new LookStore(database, federation.value());
        this.ledger = new AccessLog(ledger);
        this.clock = clock;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void proofSeen(String who, Digest leaf) {
        store.add(pseudonyms.of(who), AccessEntry.PROOF, leaf.hex(), clock.instant());
        look();
    }

    /** Sends what waits, and from now on what people change, soon after the audit log tells of it. */
    public void start() {
        look();
        var ignored = thread.scheduleWithFixedDelay(this::keepChanges, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
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

    private void keepChanges() {
        try {
            if (changes.keep(store, clock.instant())) {
                look();
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("the audit log's changes cannot be read for the ledger: {}; trying again", e.getMessage());
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
            LOG.warn(
                    "entries of the access log wait for the ledger: {}; again in {} s",
                    e.getMessage(),
                    pause.toSeconds());
            later(pause);
        }
    }
}
