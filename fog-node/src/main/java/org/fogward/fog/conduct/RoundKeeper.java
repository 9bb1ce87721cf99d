package org.fogward.fog.conduct;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fogward.fog.anchor.AnchorQueue;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.registry.GatewayRegistry;
import org.fogward.fog.round.Round;
import org.fogward.fog.round.RoundListener;
import org.fogward.fog.round.RoundPhase;
import org.fogward.fog.round.RoundResult;
import org.fogward.fog.round.RoundStore;
import org.fogward.fog.round.RoundTally;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.GatewayId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a federation from round to round, on one thread of its own. All state is in the store: started again after a crash at any
 * point, it goes on where the store says. A failure of the disk is logged and tried again; the ledger may lag behind, see {@link AnchorQueue}.
 */
public final class RoundKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RoundKeeper.class);
    private static final int MOST_WAITING = 64;
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration REMINDER = Duration.ofSeconds(20);

    private final Plan plan;
    private final RoundStore store;
    private final GatewayRegistry registry;
    private final UpdateIntake intake;
    private final RoundCloser closer;
    private final AnchorQueue anchors;
    private final RoundListener listener;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("rounds").daemon().factory());
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();

    /** Wires the rounds of one federation; nothing happens yet. */
    public RoundKeeper(
            Plan plan,
            RoundStore store,
            GatewayRegistry registry,
            UpdateIntake intake,
            RoundCloser closer,
            AnchorQueue anchors,
            RoundListener listener,
            Clock clock) {
        this.plan = plan;
        this.store = store;
        this.registry = registry;
        this.intake = intake;
        this.closer = closer;
        this.anchors = anchors;
        this.listener = listener;
        this.clock = clock;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Opens the first round, or goes on. Calling it again changes nothing. */
    public void begin() {
        if (begun.compareAndSet(false, true)) {
            anchors.look();
            later(this::resume, Duration.ZERO);
        }
    }

    /** Whether {@link #begin} was called. */
    public boolean begun() {
        return begun.get();
    }

    /** Takes a message from an update topic. Waits while many others are waiting. */
    public void take(String topic, byte[] message) {
        waiting.acquireUninterruptibly();
        later(
                () -> {
                    try {
                        intake.take(topic, message);
                    } finally {
                        waiting.release();
                        listener.changed();
                    }
                    closeIfDue();
                },
                Duration.ZERO);
    }

    /** Looks whether the round closes now, for example because a gateway was registered. */
    public void reconsider() {
        later(this::closeIfDue, Duration.ZERO);
    }

    /** Completes when the plan's last round is combined. */
    public CompletableFuture<Void> finished() {
        return finished;
    }

    /** Stops after what is being done now; everything else is done at the next start. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn("the rounds' thread does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void resume() throws IOException {
        Optional<Round> newest = store.newest();
        if (newest.isEmpty()) {
            Digest first = store.founding().orElseThrow().firstModel();
            Round round = newRound(1, first);
            store.open(round);
            opened(round);
            return;
        }
        switch (newest.get().phase()) {
            case OPEN -> opened(newest.get());
            case CLOSED -> finish(newest.get());
            case COMBINED -> end(newest.get());
        }
    }

    private void opened(Round round) {
        LOG.info("round {} of {} is open", round.number(), plan.rounds().count());
        listener.opened(round);
        Duration left = Duration.between(clock.instant(), round.deadline());
        later(this::closeIfDue, left.isNegative() ? Duration.ZERO : left.plusMillis(1));
        later(this::closeIfDue, Duration.ZERO);
        later(() -> remind(round), REMINDER);
    }

    /** A broker may miss giving the retained announcement to whoever subscribes while it is replaced. */
    private void remind(Round round) {
        boolean open = store.newest()
                .filter(newest -> newest.number() == round.number() && newest.phase() == RoundPhase.OPEN)
                .isPresent();
        if (open) {
            listener.opened(round);
            later(() -> remind(round), REMINDER);
        }
    }

    private void closeIfDue() throws IOException {
        Optional<Round> open = store.newest().filter(round -> round.phase() == RoundPhase.OPEN);
        if (open.isEmpty() || !begun.get()) {
            return;
        }
        Round round = open.get();
        RoundTally tally = store.updates().tally(round.number());
        boolean late = !clock.instant().isBefore(round.deadline());
        int expected = expected(round.number());
        if (plan.rounds().closes(tally.accepted(), tally.answered(), expected, late)) {
            store.close(round.number());
            if (tally.answered() < expected) {
                listener.closed(round);
            }
            finish(round);
        }
    }

    /** Who takes part, and who answered before they were suspended. */
    private int expected(long round) {
        Set<GatewayId> expected = new HashSet<>(registry.participants());
        if (!registry.suspended().isEmpty()) {
            store.updates().of(round).stream()
                    .filter(RoundUpdate::answersRound)
                    .map(RoundUpdate::gateway)
                    .forEach(expected::add);
        }
        return expected.size();
    }

    private void finish(Round round) throws IOException {
        listener.changed();
        try {
            RoundResult result = closer.finish(round);
            Optional<Round> next = round.number() < plan.rounds().count()
                    ? Optional.of(newRound(round.number() + 1, result.newModel()))
                    : Optional.empty();
            store.combined(result, next);
            LOG.info("round {} is combined: model {}, {} s", round.number(), result.newModel(), result.seconds());
            anchors.look();
            next.ifPresent(this::opened);
            listener.combined(result);
            if (next.isEmpty()) {
                end(round);
            }
        } catch (IOException e) {
            LOG.error("round {} cannot be finished, trying again: {}", round.number(), e.getMessage());
            later(() -> finish(round), RETRY);
        }
    }

    private void end(Round last) {
        LOG.info("the plan's last round is over");
        listener.ended(last, store.result(last.number()).orElseThrow());
        finished.complete(null);
    }

    private Round newRound(long number, Digest base) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Round(
                number, RoundPhase.OPEN, base, now, now.plus(plan.rounds().deadline()));
    }

    private void later(Work work, Duration delay) {
        try {
            var ignored = thread.schedule(() -> run(work), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the rounds have stopped");
        }
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            LOG.error("a step of the rounds failed: {}", e.getMessage(), e);
        }
    }

    private interface Work {
        void run() throws IOException;
    }
}
