package org.fogward.edge.store;

import java.util.OptionalInt;

/**
 * How much a gateway keeps, and what goes first: samples that are too old, then, where a sample would not fit any more, the oldest ones
 * or the new one.
 *
 * @param maxSamples most samples, at least 1
 * @param maxBytes most bytes of encrypted samples, at least 1
 * @param maxDays for how many days a sample is kept after it came, at least 1; for ever if empty
 * @param whenFull what makes room
 */
public record StoreBounds(long maxSamples, long maxBytes, OptionalInt maxDays, WhenFull whenFull) {
    /** What a gateway keeps unless its configuration says otherwise: 100,000 samples, 2 GiB, the newest. */
    public static final StoreBounds DEFAULT =
            new StoreBounds(100_000, 2L << 30, OptionalInt.empty(), WhenFull.DROP_OLDEST);

    /** What happens to a sample that does not fit. */
    public enum WhenFull {
        /** It is refused; its device may send it again later. */
        REFUSE,
        /** The oldest samples go until it fits. */
        DROP_OLDEST
    }

    /** Refuses bounds that nothing fits into. */
    public StoreBounds {
        if (maxSamples < 1) {
            throw new IllegalArgumentException("maxSamples must be at least 1");
        }
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1");
        }
        if (maxDays.isPresent() && maxDays.getAsInt() < 1) {
            throw new IllegalArgumentException("maxDays must be at least 1");
        }
    }

    /** Bounds on number and size alone, which refuse what does not fit. */
    public StoreBounds(long maxSamples, long maxBytes) {
        this(maxSamples, maxBytes, OptionalInt.empty(), WhenFull.REFUSE);
    }
}
