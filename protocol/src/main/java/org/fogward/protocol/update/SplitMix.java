package org.fogward.protocol.update;

/** The finalizer of SplitMix64 (Steele et al., OOPSLA 2014): numbers that look drawn, each from a number of its own. */
final class SplitMix {
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private SplitMix() {}

    /** The draw of a seed with a number, from 0. */
    static long draw(long seed, long number) {
        long z = seed + (number + 1) * STEP;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
