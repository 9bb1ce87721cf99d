package org.fogward.ledger.verify;

import java.util.List;
import org.fogward.ledger.AnchoredRound;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.access.AccessEntry;

/**
 * What a check of a ledger's file found.
 *
 * @param rounds the anchored rounds whose transactions hold, in the order in which they were anchored
 * @param accesses the looks and changes whose transactions hold, in the ledger's order
 * @param findings a sentence for each thing that is wrong, naming block and field; empty when all is well
 * @param head the newest block that could be read
 * @param genesis the hash of the header of block 0, 64 lower-case hexadecimal digits; empty when there is no such block.
 *     Who belongs to the channel follows from that block, so whoever relies on the report has to know this hash
 */
public record ChainReport(
        List<AnchoredRound> rounds,
        List<AccessEntry> accesses,
        List<String> findings,
        LedgerHead head,
        String genesis) {
    /** Takes copies. */
    public ChainReport {
        rounds = List.copyOf(rounds);
        accesses = List.copyOf(accesses);
        findings = List.copyOf(findings);
    }

    /**
     * Whether all is well.
     *
     * @return true when there is no finding
     */
    public boolean clean() {
        return findings.isEmpty();
    }
}
