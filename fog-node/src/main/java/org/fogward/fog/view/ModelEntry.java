package org.fogward.fog.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A model that was proposed on the ledger.
 *
 * @param model SHA-256 of its file, hex
 * @param round the round that made it
 * @param by the organisation that proposed it
 * @param block the block that holds the proposal
 * @param at when
 * @param approvedBy the organisations that have approved it, ascending
 * @param releasedAt when enough of them had; absent before
 * @param releaseBlock the block that holds the release; absent before
 * @param standing where it stands
 */
public record ModelEntry(
        String model,
        long round,
        String by,
        long block,
        Instant at,
        List<String> approvedBy,
        Optional<Instant> releasedAt,
        OptionalLong releaseBlock,
        Standing standing) {

    /** Where a proposed model stands. */
    public enum Standing {
        /** It waits for approvals. */
        PROPOSED,
        /** It is released, and another one is used. */
        RELEASED,
        /** It is released and the one to use. */
        CURRENT,
        /** It was released, and a way back has put it out of use. */
        ROLLED_BACK
    }

    /** Copies the list. */
    public ModelEntry {
        approvedBy = List.copyOf(approvedBy);
    }
}
