package org.fogward.protocol.page;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many requests somebody may make: so many at once, and as many again over time as a bucket that fills by drops. Remembers the
 * latest ten thousand only. Thread-safe.
 */
public final class RequestLimits {

    private static final int MOST_KEYS = 10_000;

    private final Clock clock;
    private final double atOnce;
    private final double eachSecond;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KEYS;
        }
    };

    /**
     * The same for everybody.
     *
     * @param atOnce most requests at once, at least 1
     * @param eachSecond how many come back each second, more than 0
     */
    public RequestLimits(Clock clock, double atOnce, double eachSecond) {
        this.clock = clock;
        this.atOnce = atOnce;
        this.eachSecond = eachSecond;
    }

    private record Bucket(double left, long millis) {}

    /**
     * Takes one request.
     *
     * @return zero if it may be made, otherwise how long to wait
     */
    public synchronized Duration take(String key) {
        long now = clock.millis();
        Bucket before = buckets.getOrDefault(key, new Bucket(atOnce, now));
        double grown = Math.max(0, now - before.millis()) / 1000.0 * eachSecond;
        double left = Math.min(atOnce, before.left() + grown);
        if (left < 1) {
            buckets.put(key, new Bucket(left, now));
            return Duration.ofMillis((long) Math.ceil((1 - left) / eachSecond * 1000));
        }
        buckets.put(key, new Bucket(left - 1, now));
        return Duration.ZERO;
    }
}
