package org.fogward.edge.intake;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What came in since the gateway started. Thread-safe. */
public final class IntakeCounters {
    private static final Logger LOG = LoggerFactory.getLogger(IntakeCounters.class);
    private static final int LOGGED_EACH = 100;
    private static final int LOGGED_AFTER = 1000;

    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final Map<RefusalCause, AtomicLong> refused = new EnumMap<>(RefusalCause.class);

    /** Starts at zero. */
    public IntakeCounters() {
        for (RefusalCause cause : RefusalCause.values()) {
            refused.put(cause, new AtomicLong());
        }
    }

    /** Samples stored. */
    public long stored() {
        return stored.get();
    }

    /** Samples that were stored already when they came. */
    public long repeated() {
        return repeated.get();
    }

    /** Requests refused, by cause; every cause is there. */
    public Map<RefusalCause, Long> refused() {
        Map<RefusalCause, Long> counts = new EnumMap<>(RefusalCause.class);
        refused.forEach((cause, count) -> counts.put(cause, count.get()));
        return counts;
    }

    void countStored() {
        stored.incrementAndGet();
    }

    void countRepeated() {
        repeated.incrementAndGet();
    }

    long countRefused(RefusalCause cause) {
        return Objects.requireNonNull(refused.get(cause)).incrementAndGet();
    }

    /** Counts a handshake or a request of a device that does not get in, and logs the first of them. */
    void refuse(RefusalCause cause, String why) {
        long count = countRefused(cause);
        if (count <= LOGGED_EACH || count % LOGGED_AFTER == 0) {
            LOG.info("Refused a device, {}: {} ({} so far)", cause, why, count);
        }
    }
}
