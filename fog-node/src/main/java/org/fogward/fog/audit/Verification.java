package org.fogward.fog.audit;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs audits of a running fog node, one at a time, on a thread of its own, for whoever looks at the page. It is the same check as
 * {@code ledger verify}. Thread-safe.
 */
public final class Verification implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);
    private static final int MOST_STEPS = 300;
    private static final long LAST_SECONDS = 5;

    private final Source source;
    private final Clock clock;
    private final Deque<String> steps = new ArrayDeque<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform()
            .name("verification")
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .factory());
    private VerificationState state = VerificationState.NONE;

    /** Where audits come from. */
    public interface Source {
        /**
         * An audit of what is stored now.
         *
         * @throws IOException if there is nothing that could be checked
         */
        Audit open() throws IOException;
    }

    /** Nothing runs until {@link #start}. */
    public Verification(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Begins one, unless one is running. Returns at once. */
    public synchronized VerificationState start() {
        if (!state.running()) {
            steps.clear();
            state = new VerificationState(true, Optional.of(clock.instant()), Optional.empty(), List.of(), List.of());
            thread.execute(this::run);
        }
        return state;
    }

    /** How far it is. */
    public synchronized VerificationState state() {
        return new VerificationState(
                state.running(), state.startedAt(), state.endedAt(), List.copyOf(steps), state.findings());
    }

    /** Waits a little for one that is running: it reads files that somebody may want to move then. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
                LOG.info("a verification still runs");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<String> findings;
        try {
            findings = source.open().whileWritten().run(this::step).findings();
        } catch (IOException | RuntimeException e) {
            LOG.warn("a verification failed: {}", e.getMessage());
            findings = List.of("it could not be checked: " + e.getMessage());
        }
        end(findings);
    }

    private synchronized void step(String sentence) {
        steps.addLast(sentence);
        if (steps.size() > MOST_STEPS) {
            steps.removeFirst();
        }
    }

    private synchronized void end(List<String> findings) {
        state = new VerificationState(false, state.startedAt(), Optional.of(clock.instant()), List.of(), findings);
    }
}
