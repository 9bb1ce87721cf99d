package org.fogward.edge.intake;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** What came in since the gateway started. Thread-safe. */
public final class IntakeCounters {
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
}
