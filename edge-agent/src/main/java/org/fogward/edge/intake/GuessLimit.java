package org.fogward.edge.intake;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gives an address that guessed wrong at codes too often a pause. Remembers a bounded number of addresses. Thread-safe. */
final class GuessLimit {
    private static final int MOST = 10;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int ADDRESSES = 1024;

    private final Clock clock;
    private final Map<InetAddress, Guesses> guesses = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Guesses> eldest) {
            return size() > ADDRESSES;
        }
    };

    GuessLimit(Clock clock) {
        this.clock = clock;
    }

    private record Guesses(Instant until, int count) {}

    synchronized void count(InetAddress address) {
        Instant now = clock.instant();
        guesses.merge(
                address,
                new Guesses(now.plus(WINDOW), 1),
                (old, first) -> now.isBefore(old.until()) ? new Guesses(old.until(), old.count() + 1) : first);
    }

    synchronized boolean isReached(InetAddress address) {
        Guesses known = guesses.get(address);
        return known != null && known.count() >= MOST && clock.instant().isBefore(known.until());
    }
}
