package org.fogward.protocol.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down those who guess passwords. Each address and each account has some attempts free; after these, each next one has to wait
 * twice as long, up to a limit, so that nobody is locked out for good. An account's own delays do not hold where its owner has
 * signed in before. An hour of quiet forgets all. Bounded in memory. Thread-safe.
 */
public final class AttemptLimits {

    private static final int MOST_KEYS = 10_000;
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final Rule ADDRESS = new Rule(10, Duration.ofMinutes(5));
    private static final Rule ACCOUNT = new Rule(5, Duration.ofSeconds(30));

    private final Clock clock;
    private final Map<String, Attempts> attempts = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Attempts> eldest) {
            return size() > MOST_KEYS;
        }
    };

    /** Counts from now on. */
    public AttemptLimits(Clock clock) {
        this.clock = clock;
    }

    private record Rule(int free, Duration longest) {
        Duration after(int count) {
            if (count < free) {
                return Duration.ZERO;
            }
            Duration delay = Duration.ofSeconds(1L << Math.min(count - free, 20));
            return delay.compareTo(longest) > 0 ? longest : delay;
        }
    }

    private record Attempts(int count, Instant last) {}

    /**
     * Counts an attempt before it is made, so that many at once count as many.
     *
     * @param known whether the account's owner has signed in from this address before
     * @return zero if it may be made, otherwise how long to wait
     */
    public synchronized Duration attempt(String address, String account, boolean known) {
        Duration wait = wait(address(address), ADDRESS);
        if (!known) {
            Duration other = wait(account(account), ACCOUNT);
            wait = wait.compareTo(other) > 0 ? wait : other;
        }
        if (wait.isZero()) {
            count(address(address));
            if (!known) {
                count(account(account));
            }
        }
        return wait;
    }

    /** Takes back what a good attempt has counted. Other failures from the same address stay. */
    public synchronized void succeeded(String address, String account) {
        attempts.remove(account(account));
        attempts.computeIfPresent(
                address(address),
                (key, before) -> before.count() <= 1 ? null : new Attempts(before.count() - 1, before.last()));
    }

    private Duration wait(String key, Rule rule) {
        Attempts before = attempts.get(key);
        Instant now = clock.instant();
        if (before == null || before.last().plus(MEMORY).isBefore(now)) {
            attempts.remove(key);
            return Duration.ZERO;
        }
        Duration left = Duration.between(now, before.last().plus(rule.after(before.count())));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void count(String key) {
        Instant now = clock.instant();
        attempts.merge(key, new Attempts(1, now), (before, one) -> new Attempts(before.count() + 1, now));
    }

    private static String address(String address) {
        return "address " + address;
    }

    private static String account(String account) {
        return "account " + account;
    }
}
