package org.fogward.ledger;

import java.util.Map;

/** Anchors to test with. */
public final class Anchors {
    private Anchors() {}

    public static RoundAnchor anchor(String federation, String fogNode, long round) {
        return anchor(federation, fogNode, round, 4);
    }

    public static RoundAnchor anchor(String federation, String fogNode, long round, int accepted) {
        return new RoundAnchor(
                federation,
                fogNode,
                round,
                "11".repeat(32),
                "fedavg",
                "%064x".formatted(round - 1),
                "%064x".formatted(round),
                "ab".repeat(32),
                "cd".repeat(32),
                accepted,
                1,
                Map.of("late", 1));
    }
}
