package org.fogward.edge;

import java.util.Map;
import java.util.Optional;
import org.fogward.edge.intake.RefusalCause;
import org.fogward.edge.store.StoreTotals;

/**
 * How a gateway is at one moment.
 *
 * @param connected whether the link to the fog node stands
 * @param totals what is stored
 * @param stored samples stored since the start
 * @param repeated samples that were stored already when they came, since the start
 * @param refused requests refused since the start, by cause
 * @param lastRound the newest round that this gateway made an update for, 0 before the first
 * @param waitingUpdates updates that wait for a receipt
 * @param proofs updates whose place in their round is proven
 * @param historyAlarm what contradicts the ledger's history as this gateway knows it, for a person; empty while all is well
 * @param certificateAlarm why its certificate will not do for long, or does not any more, for a person; empty while all is well
 */
public record AgentStatus(
        boolean connected,
        StoreTotals totals,
        long stored,
        long repeated,
        Map<RefusalCause, Long> refused,
        long lastRound,
        int waitingUpdates,
        long proofs,
        Optional<String> historyAlarm,
        Optional<String> certificateAlarm) {
    /** Keeps its own copy of the map. */
    public AgentStatus {
        refused = Map.copyOf(refused);
    }
}
