package org.fogward.fog.follow;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerEvent;
import org.fogward.ledger.LedgerEvents;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.link.Backoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the ledger's events on a thread of its own, from where the tables are, and keeps them up to date. A ledger that cannot be reached
 * is tried again with growing pauses; one that is not the one followed so far is not taken. Thread-safe.
 */
public final class LedgerFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerFollower.class);
    private static final long END_SECONDS = 60;

    private final LedgerClient ledger;
    private final LedgerViews views;
    private final ChangeReader reader;
    private final Runnable shown;
    private final LedgerWatch watch;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("ledger-events").unstarted(this::run);
    private volatile Checkpoint at = Checkpoint.BEGINNING;
    private volatile @Nullable String trouble;
    private volatile @Nullable LedgerEvents events;
    private int failures;
    /** An event is there and cannot be taken: that the line stands is no sign that all is well. */
    private boolean stuck;

    /**
     * A follower that does nothing until {@link #start}.
     *
     * @param ledger any member's client; stays open
     * @param shown run after every change of what there is to see; returns at once
     */
    public LedgerFollower(FederationId federation, LedgerClient ledger, LedgerViews views, Runnable shown) {
        this.ledger = ledger;
        this.views = views;
        this.shown = shown;
        reader = new ChangeReader(federation, ledger);
        watch = new LedgerWatch(ledger, views, () -> at, this::begin, shown);
    }

    /** Begins to follow. Called once. */
    public void start() {
        thread.start();
        watch.start();
    }

    /** How far it is. */
    public FollowerState state() {
        Checkpoint now = at;
        Optional<String> why = Optional.ofNullable(trouble).or(watch::trouble);
        return new FollowerState(now, watch.newest(), why);
    }

    /** Stops after the event that is being taken; goes on from there at the next start. */
    @Override
    public void close() {
        closed.countDown();
        watch.close();
        begin();
        try {
            if (thread.isAlive() && !thread.join(Duration.ofSeconds(END_SECONDS))) {
                LOG.warn("the thread of the ledger's events does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has the events asked for again, from where the tables are. */
    private void begin() {
        LedgerEvents current = events;
        if (current != null) {
            current.close();
        }
    }

    private void run() {
        while (!isClosed()) {
            try {
                follow();
            } catch (LedgerException e) {
                // Another ledger's event: when the right one is back, the line is a sign that all is well.
                stuck &= e.reason() != Reason.CONFLICT;
                tell("the ledger's events are not followed: " + e.getMessage());
                rest();
            } catch (RuntimeException e) {
                tell("the ledger's events are not followed: " + cause(e).getMessage());
                rest();
            }
        }
    }

    /** Returns when the events are to be asked for again, or no more. */
    private void follow() throws LedgerException {
        at = views.checkpoint();
        FollowedChain chain = FollowedChain.from(ledger, at);
        try (LedgerEvents current = ledger.events(at.block(), at.transaction())) {
            events = current;
            if (!stuck) {
                well();
            }
            while (!isClosed() && current.hasNext()) {
                LedgerEvent event = current.next();
                stuck = true;
                if (!take(chain, event)) {
                    stuck = false;
                    return;
                }
                stuck = false;
                shown.run();
                well();
            }
        } finally {
            events = null;
        }
    }

    private boolean take(FollowedChain chain, LedgerEvent event) throws LedgerException {
        Checkpoint after = chain.advance(event);
        if (!views.apply(at, reader.read(event, after))) {
            return false;
        }
        at = after;
        return true;
    }

    private void well() {
        failures = 0;
        watch.heard();
        if (trouble != null) {
            trouble = null;
            LOG.info("the ledger's events are followed again, from block {}", at.block());
            shown.run();
        }
    }

    /** What the database says first is meant for programmers. */
    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : cause(cause);
    }

    private void tell(String why) {
        if (!why.equals(trouble)) {
            LOG.error("{}; trying again", why);
        }
        trouble = why;
        shown.run();
    }

    private void rest() {
        try {
            Duration pause = Backoff.DEFAULT.delay(++failures, ThreadLocalRandom.current());
            var ignored = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }
}
