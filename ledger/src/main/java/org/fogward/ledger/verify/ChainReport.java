package org.fogward.ledger.verify;

import java.util.List;
import org.fogward.ledger.AnchoredRound;
import org.fogward.ledger.LedgerHead;

/**
 * What a check of a ledger's file found.
 *
 * @param rounds the anchored rounds whose transactions hold, in the order in which they were anchored
 * @param findings a sentence for each thing that is wrong, naming block and field; empty when all is well
 * @param head the newest block that could be read
 * @param genesis the hash of the header of block 0, 64 lower-case hexadecimal digits; empty when there is no such block.
 *     Who belongs to the channel follows from that block, so whoever relies on the report has to know this hash
 */
public record ChainReport(List<AnchoredRound> rounds, List<String> findings, LedgerHead head, String genesis) {
    /** Takes copies. */
    public ChainReport {
        rounds = List.copyOf(rounds);
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
