package org.fogward.fog.enrol;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * Slows down who guesses codes: so many wrong ones from one address within ten minutes, and so many from all together. An IPv6 address
 * counts with its whole /64. Remembers no more than the limit. Thread-safe.
 */
final class TryLimit {

    static final int MOST_FROM_ONE = 10;
    static final int MOST_FROM_ALL = 100;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int PREFIX_BYTES = 8;

    private final Clock clock;
    private final Deque<Try> tries = new ArrayDeque<>();

    private record Try(String source, Instant at) {}

    TryLimit(Clock clock) {
        this.clock = clock;
    }

    /** How long somebody at this address has to wait; empty if they need not. */
    synchronized Optional<Duration> pause(InetAddress address) {
        Instant now = clock.instant();
        Instant begin = now.minus(WINDOW);
        tries.removeIf(old -> !old.at().isAfter(begin));
        String source = source(address);
        Optional<Instant> first = tries.size() >= MOST_FROM_ALL
                ? Optional.of(tries.getFirst().at())
                : tries.stream()
                        .filter(one -> one.source().equals(source))
                        .map(Try::at)
                        .findFirst()
                        .filter(at -> count(source) >= MOST_FROM_ONE);
        return first.map(at -> Duration.between(now, at.plus(WINDOW)));
    }

    /** Counts a wrong code. */
    synchronized void failed(InetAddress address) {
        tries.addLast(new Try(source(address), clock.instant()));
        if (tries.size() > MOST_FROM_ALL) {
            tries.removeFirst();
        }
    }

    private long count(String source) {
        return tries.stream().filter(one -> one.source().equals(source)).count();
    }

    private static String source(InetAddress address) {
        byte[] bytes = address.getAddress();
        return Arrays.toString(address instanceof Inet6Address ? Arrays.copyOf(bytes, PREFIX_BYTES) : bytes);
    }
}
