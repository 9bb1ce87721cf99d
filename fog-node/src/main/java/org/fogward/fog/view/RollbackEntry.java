package org.fogward.fog.view;

import java.time.Instant;
import java.util.List;

/**
 * A way back from one released model to an earlier one.
 *
 * @param fromRound the round that made the model to go back from
 * @param toRound the round that made the other
 * @param decided whether enough organisations want it
 * @param votes who wants it and why, in the order in which they said so
 */
public record RollbackEntry(long fromRound, long toRound, boolean decided, List<Vote> votes) {

    /**
     * One organisation's will.
     *
     * @param by the organisation
     * @param reason its reason's code
     * @param note a few words beside it, may be empty
     * @param block the block that holds it
     * @param at when
     */
    public record Vote(String by, String reason, String note, long block, Instant at) {}

    /** Copies the list. */
    public RollbackEntry {
        votes = List.copyOf(votes);
    }
}
