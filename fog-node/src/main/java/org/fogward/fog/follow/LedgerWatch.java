package org.fogward.fog.follow;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.LedgerHead;
import org.fogward.protocol.link.Backoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then whether the ledger answers, is still the one that is followed, and where it ends: a stream of events is silent when nothing
 * happens as well as when nothing can be heard. Looks less often while the ledger does not answer. Thread-safe.
 */
final class LedgerWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(4), Duration.ofSeconds(30));

    private final LedgerClient ledger;
    private final LedgerViews views;
    private final Supplier<Checkpoint> followed;
    private final Runnable startAnew;
    private final Runnable shown;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ledger-watch").daemon().factory());
    private volatile @Nullable Long newest;
    private volatile @Nullable String trouble;
    private int failures;
    /** An end that the followed history leads to: the same hash says the same again. */
    private @Nullable LedgerHead sound;

    /**
     * A watch that has not begun.
     *
     * @param followed how far the follower is
     * @param startAnew has the follower begin from the tables again
     * @param shown run after every change of what there is to see
     */
    LedgerWatch(
            LedgerClient ledger, LedgerViews views, Supplier<Checkpoint> followed, Runnable startAnew, Runnable shown) {
        this.ledger = ledger;
        this.views = views;
        this.followed = followed;
        this.startAnew = startAnew;
        this.shown = shown;
    }

    void start() {
        later(Duration.ZERO);
    }

    OptionalLong newest() {
        Long seen = newest;
        return seen == null ? OptionalLong.empty() : OptionalLong.of(seen);
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** The ledger was heard of in another way. */
    void heard() {
        trouble = null;
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private void later(Duration delay) {
        try {
            var ignored = thread.schedule(this::look, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("nobody watches the ledger any more");
        }
    }

    private void look() {
        try {
            Checkpoint seen = followed.get();
            LedgerHead head = ledger.head();
            if (!head.equals(sound)) {
                FollowedChain.requireSame(ledger, seen);
                sound = head;
            }
            long end = head.height() - 1;
            if (!views.checkpoint().equals(seen) && seen.equals(followed.get())) {
                LOG.info("the views of the ledger were dropped; they are made anew");
                startAnew.run();
            }
            tell(end, null);
            failures = 0;
        } catch (LedgerException e) {
            if (e.reason() == Reason.CONFLICT) {
                startAnew.run();
            }
            tell(
                    newest,
                    e.reason() == Reason.CONFLICT ? e.getMessage() : "the ledger does not answer: " + e.getMessage());
            failures++;
        } catch (RuntimeException e) {
            LOG.warn("the ledger could not be looked at: {}", e.toString());
        } finally {
            later(failures == 0 ? PAUSE : BACKOFF.delay(failures, ThreadLocalRandom.current()));
        }
    }

    private void tell(@Nullable Long end, @Nullable String why) {
        boolean changed = !Objects.equals(newest, end) || !Objects.equals(trouble, why);
        newest = end;
        trouble = why;
        if (changed) {
            shown.run();
        }
    }
}
