package org.fogward.models.train;

/** Seeds from numbers that name a thing, by SplitMix64's finaliser (Steele et al., OOPSLA 2014). */
final class Seeds {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    static long of(long... parts) {
        long state = GOLDEN;
        for (long part : parts) {
            state = finish(state + GOLDEN ^ part * 0xD1342543DE82EF95L);
        }
        return state;
    }

    private static long finish(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
