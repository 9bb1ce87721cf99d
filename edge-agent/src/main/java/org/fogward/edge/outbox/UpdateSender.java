package org.fogward.edge.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.link.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox: at once on every connection, and again, ever more rarely, while no receipt comes.
 * Thread-safe.
 */
public final class UpdateSender {
    /** A receipt takes as long as the fog node's disk; an update can be megabytes. */
    private static final Backoff UNTIL_AGAIN = new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(10));

    private static final Logger LOG = LoggerFactory.getLogger(UpdateSender.class);

    private final Outbox outbox;
    private final Function<byte[], CompletableFuture<Void>> publish;
    private final Clock clock;
    private final SplittableRandom jitter = new SplittableRandom();
    private final Map<Digest, Attempt> attempts = new HashMap<>();

    /** How often an update was sent on this connection, whether it is on its way now, and when it is sent again. */
    private record Attempt(int count, boolean underWay, Instant again) {}

    /**
     * Makes a sender.
     *
     * @param outbox what to send
     * @param publish sends an envelope; fails when it did not reach the broker
     * @param clock times the repetitions
     */
    public UpdateSender(Outbox outbox, Function<byte[], CompletableFuture<Void>> publish, Clock clock) {
        this.outbox = outbox;
        this.publish = publish;
        this.clock = clock;
    }

    /** To be called at every connection: everything that waits is sent. */
    public void connected() {
        synchronized (this) {
            attempts.clear();
        }
        sendDue();
    }

    /** Sends what is due; cheap when nothing is. */
    public void sendDue() {
        for (Digest update : due()) {
            Optional<byte[]> envelope = outbox.envelope(update);
            if (envelope.isPresent()) {
                publish.apply(envelope.get()).whenComplete((sent, failure) -> {
                    if (failure != null) {
                        LOG.info("An update did not reach the broker and will be sent again: {}", failure.getMessage());
                    }
                    landed(update);
                });
            }
        }
    }

    private synchronized List<Digest> due() {
        List<Digest> waiting = outbox.waiting();
        attempts.keySet().retainAll(new HashSet<>(waiting));
        Instant now = clock.instant();
        List<Digest> due = waiting.stream().filter(update -> isDue(update, now)).toList();
        for (Digest update : due) {
            Attempt before = attempts.get(update);
            int count = before == null ? 1 : before.count() + 1;
            attempts.put(update, new Attempt(count, true, now.plus(UNTIL_AGAIN.delay(count, jitter))));
        }
        return due;
    }

    private boolean isDue(Digest update, Instant now) {
        Attempt attempt = attempts.get(update);
        return attempt == null || (!attempt.underWay() && !now.isBefore(attempt.again()));
    }

    private synchronized void landed(Digest update) {
        attempts.computeIfPresent(update, (it, attempt) -> new Attempt(attempt.count(), false, attempt.again()));
    }
}
