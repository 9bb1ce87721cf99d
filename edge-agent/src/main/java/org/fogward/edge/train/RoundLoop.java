package org.fogward.edge.train;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.fogward.edge.outbox.Outbox;
import org.fogward.edge.store.SampleStore;
import org.fogward.edge.update.Answer;
import org.fogward.models.data.Sample;
import org.fogward.protocol.link.Backoff;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.fogward.protocol.v1.RoundState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes part in rounds: trains for the newest open one, once, on a thread of its own, and leaves the update in the outbox.
 *
 * <p>A newer round, or the end of this one, interrupts what is under way. What fails for a reason that may pass (no
 * connection, no samples yet) is tried again while the round is open. Thread-safe.
 */
public final class RoundLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RoundLoop.class);
    private static final Backoff RETRY = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
    private static final long CLOSE_SECONDS = 10;

    private final LocalWork work;
    private final SampleStore store;
    private final Outbox outbox;
    private final Runnable updateReady;
    private final Clock clock;
    private final SplittableRandom jitter = new SplittableRandom();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("training").daemon().factory());
    private Optional<RoundAnnouncement> newest = Optional.empty();
    private Optional<Future<?>> underWay = Optional.empty();
    private long settledRound;
    private int failures;
    private Instant nextAttempt = Instant.EPOCH;
    private boolean saidEmpty;

    /**
     * Makes the loop; it waits for an announcement.
     *
     * @param work what to do in a round
     * @param store the samples
     * @param outbox where updates go
     * @param updateReady called when an update is in the outbox
     * @param clock times new attempts
     */
    public RoundLoop(LocalWork work, SampleStore store, Outbox outbox, Runnable updateReady, Clock clock) {
        this.work = work;
        this.store = store;
        this.outbox = outbox;
        this.updateReady = updateReady;
        this.clock = clock;
        this.settledRound = outbox.lastRound();
    }

    /**
     * Takes an announcement, which may repeat an earlier one.
     *
     * @param round the announcement
     */
    public synchronized void announce(RoundAnnouncement round) {
        boolean superseded = newest.map(before ->
                        before.getRound() != round.getRound() || round.getState() != RoundState.ROUND_STATE_OPEN)
                .orElse(false);
        newest = Optional.of(round);
        if (round.getRound() < settledRound) {
            LOG.warn(
                    "Round {} is announced, but this gateway has taken part in round {} already: it waits for a newer one",
                    round.getRound(),
                    settledRound);
        }
        if (superseded) {
            underWay.ifPresent(training -> training.cancel(true));
            underWay = Optional.empty();
            failures = 0;
            nextAttempt = Instant.EPOCH;
        }
        consider();
    }

    /** Starts what can be started now; to be called from time to time. */
    public synchronized void consider() {
        Optional<RoundAnnouncement> open = newest.filter(round -> round.getState() == RoundState.ROUND_STATE_OPEN)
                .filter(round -> round.getRound() > settledRound);
        if (open.isEmpty() || underWay.isPresent() || clock.instant().isBefore(nextAttempt)) {
            return;
        }
        if (store.totals().samples() == 0) {
            sayEmptyOnce();
            return;
        }
        underWay = open.map(round -> thread.submit(() -> attempt(round)));
    }

    private void attempt(RoundAnnouncement round) {
        try {
            List<Sample> samples = store.samples();
            LOG.info("Round {}: at work on {} samples", round.getRound(), samples.size());
            finish(round, work.update(round, samples));
        } catch (InterruptedException | CancellationException superseded) {
            LOG.info("Round {}: training abandoned", round.getRound());
        } catch (IOException e) {
            retryLater(round, e);
        } catch (RoundException | RuntimeException e) {
            giveUp(round, e);
        }
    }

    private synchronized void finish(RoundAnnouncement round, Answer answer) {
        if (!isUnderWay(round)) {
            LOG.info("Round {}: training abandoned", round.getRound());
            return;
        }
        outbox.put(round.getRound(), answer);
        LOG.info("Round {}: update of {} bytes is in the outbox", round.getRound(), answer.envelope().length);
        settle(round);
        updateReady.run();
    }

    private synchronized void retryLater(RoundAnnouncement round, IOException e) {
        if (isUnderWay(round)) {
            failures++;
            nextAttempt = clock.instant().plus(RETRY.delay(failures, jitter));
            underWay = Optional.empty();
            LOG.warn("Round {}: will try again: {}", round.getRound(), e.getMessage());
        }
    }

    private synchronized void giveUp(RoundAnnouncement round, Exception e) {
        LOG.warn("Round {}: this gateway does not take part: {}", round.getRound(), e.getMessage());
        if (isUnderWay(round)) {
            settle(round);
        }
    }

    private void settle(RoundAnnouncement round) {
        settledRound = round.getRound();
        underWay = Optional.empty();
    }

    private boolean isUnderWay(RoundAnnouncement round) {
        return underWay.isPresent()
                && newest.map(it -> it.getRound() == round.getRound()).orElse(false);
    }

    private void sayEmptyOnce() {
        if (!saidEmpty) {
            saidEmpty = true;
            LOG.info("There are no samples yet, so this gateway takes no part in rounds");
        }
    }

    /** Abandons what is under way; waits for it a few seconds at most. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Training did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
