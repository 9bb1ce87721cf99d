package org.fogward.fog.plan;

import java.time.Duration;

/**
 * When a round closes. It closes as soon as every registered gateway has had an update accepted or refused in it, provided that
 * the quorum is reached; and, unless it waits for all, at its deadline or at the quorum, whichever comes later.
 *
 * @param count how many rounds there are, 1 to 100,000
 * @param quorum how many accepted updates a round needs at least, 1 to 100,000
 * @param waitForAll whether the deadline is ignored, so that a seed fixes the result
 * @param deadline from a round's announcement on, one second to 30 days
 * @param newKeysEvery after how many rounds the keys that messages are sealed with are replaced, 1 to 100,000
 */
public record RoundRules(long count, int quorum, boolean waitForAll, Duration deadline, int newKeysEvery) {

    /** How often keys are replaced if nothing is said. */
    public static final int DEFAULT_NEW_KEYS_EVERY = 100;

    /** The most rounds, and the largest quorum. */
    public static final int MAX_COUNT = 100_000;
    /** The longest deadline. */
    public static final Duration MAX_DEADLINE = Duration.ofDays(30);

    /** @throws IllegalArgumentException naming the component that is out of its range */
    public RoundRules {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("count: not within 1.." + MAX_COUNT);
        }
        if (quorum < 1 || quorum > MAX_COUNT) {
            throw new IllegalArgumentException("quorum: not within 1.." + MAX_COUNT);
        }
        if (newKeysEvery < 1 || newKeysEvery > MAX_COUNT) {
            throw new IllegalArgumentException("newKeysEvery: not within 1.." + MAX_COUNT);
        }
        if (deadline.compareTo(Duration.ofSeconds(1)) < 0 || deadline.compareTo(MAX_DEADLINE) > 0) {
            throw new IllegalArgumentException("deadlineSeconds: not within 1.." + MAX_DEADLINE.toSeconds());
        }
    }

    /** Rules with the usual keys. */
    public RoundRules(long count, int quorum, boolean waitForAll, Duration deadline) {
        this(count, quorum, waitForAll, deadline, DEFAULT_NEW_KEYS_EVERY);
    }

    /** Whether a round begins with new keys. The first has them anyway, since a fog node makes them when it starts. */
    public boolean beginsWithNewKeys(long round) {
        return round > 1 && (round - 1) % newKeysEvery == 0;
    }

    /**
     * Whether a round closes now.
     *
     * @param accepted accepted updates
     * @param answered registered gateways that had an update for this round accepted or refused
     * @param registered registered gateways
     * @param deadlinePassed whether the deadline is over
     */
    public boolean closes(int accepted, int answered, int registered, boolean deadlinePassed) {
        return accepted >= quorum && (answered >= registered || deadlinePassed && !waitForAll);
    }
}
