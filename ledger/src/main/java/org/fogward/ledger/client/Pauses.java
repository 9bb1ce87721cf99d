package org.fogward.ledger.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses between tries. */
final class Pauses {
    private static final int MOST_DOUBLINGS = 7;

    private Pauses() {}

    /** Between nothing and twice the pause: those who met must not meet again. */
    static void jittered(Duration least, int attempt) {
        long most = least.toNanos() << Math.min(attempt, MOST_DOUBLINGS);
        sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(most)));
    }

    /** An interruption ends the pause and is kept. */
    static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
