package org.fogward.protocol.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubling from a first delay up to a longest one, of which a random half is
 * taken off, so that a fleet does not come back in one wave. Immutable.
 *
 * @param first the delay after the first failure, positive
 * @param longest the limit, not shorter than the first
 */
public record Backoff(Duration first, Duration longest) {
    /** Half a second, up to half a minute. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    private static final int MAX_DOUBLINGS = 30;

    /** @throws IllegalArgumentException if the delays do not have the order above */
    public Backoff {
        if (first.toMillis() <= 0 || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("backoff: 0 < first <= longest expected");
        }
    }

    /**
     * The delay before an attempt.
     *
     * @param failures how many attempts failed in a row, from 1
     * @param random where the jitter comes from
     * @return between half of the full delay and all of it
     */
    public Duration delay(int failures, RandomGenerator random) {
        long doublings = 1L << Math.clamp(failures - 1L, 0, MAX_DOUBLINGS);
        double full = Math.min((double) first.toMillis() * doublings, longest.toMillis());
        return Duration.ofMillis(Math.round(full * (0.5 + random.nextDouble() / 2)));
    }
}
