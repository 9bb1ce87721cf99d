package org.fogward.fog.limit;

import java.time.Duration;

/**
 * How slow a peer of the HTTPS door may be.
 *
 * @param headWithin how long the head of a request may take, 1 s or more
 * @param leastBytesPerSecond what a peer sends of a body, or reads of an answer, in a second; 1 or more
 * @param slowFor for so long it may do less; 1 s or more. The operating system's buffers hide some 80 kB of what a peer reads: for less
 *     time than these take at the least rate, no peer should be judged
 * @param idleFor how long a connection may stand without a request, 1 s or more
 */
public record SlowPeers(Duration headWithin, int leastBytesPerSecond, Duration slowFor, Duration idleFor) {

    /** Good for gateways on lines of 2 kB/s. */
    public static final SlowPeers DEFAULT =
            new SlowPeers(Duration.ofSeconds(30), 1000, Duration.ofMinutes(2), Duration.ofMinutes(2));

    /** @throws IllegalArgumentException naming the number that is below 1 */
    public SlowPeers {
        atLeastOne("headSeconds", headWithin.toSeconds());
        atLeastOne("leastBytesPerSecond", leastBytesPerSecond);
        atLeastOne("slowSeconds", slowFor.toSeconds());
        atLeastOne("idleSeconds", idleFor.toSeconds());
    }

    /** Nothing owed yet. */
    public Arrears arrears() {
        return new Arrears(leastBytesPerSecond, leastBytesPerSecond * slowFor.toSeconds());
    }

    static void atLeastOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("limits." + name + ": 1 or more expected");
        }
    }
}
