package org.fogward.edge.store;

/**
 * How much a gateway keeps. Both bounds are hard: a sample that would pass one is refused, none is thrown out for it.
 *
 * @param maxSamples most samples, at least 1
 * @param maxBytes most bytes of encrypted samples, at least 1
 */
public record StoreBounds(long maxSamples, long maxBytes) {
    /** What a gateway keeps unless its configuration says otherwise: 100,000 samples, 2 GiB. */
    public static final StoreBounds DEFAULT = new StoreBounds(100_000, 2L << 30);

    /** Refuses bounds that nothing fits into. */
    public StoreBounds {
        if (maxSamples < 1) {
            throw new IllegalArgumentException("maxSamples must be at least 1");
        }
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1");
        }
    }
}
