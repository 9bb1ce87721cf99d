package org.fogward.fog.audit;

import java.util.List;
import org.fogward.ledger.AnchoredRound;

/**
 * What an audit found.
 *
 * @param rounds the rounds on the ledger, ascending
 * @param recomputed how many rounds were recomputed and found equal bit for bit
 * @param findings a sentence for each thing that is wrong
 */
public record AuditReport(List<AnchoredRound> rounds, int recomputed, List<String> findings) {

    /** Copies the lists. */
    public AuditReport {
        rounds = List.copyOf(rounds);
        findings = List.copyOf(findings);
    }

    /** Whether nothing is wrong. */
    public boolean clean() {
        return findings.isEmpty();
    }
}
