package org.fogward.edge;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.fogward.edge.intake.RefusalCause;
import org.fogward.edge.outbox.Fate;
import org.fogward.edge.store.StoreTotals;

/**
 * How a gateway is at one moment.
 *
 * @param connected whether the link to the fog node stands
 * @param linkSince since when it stands, or does not
 * @param linkTrouble why it does not stand, for a person; empty while it does
 * @param totals what is stored
 * @param stored samples stored since the start
 * @param repeated samples that were stored already when they came, since the start
 * @param refused requests refused since the start, by cause
 * @param lastRound the newest round that this gateway made an update for, 0 before the first
 * @param lastFate what the fog node's receipt says of that update; empty before there is one
 * @param waitingUpdates updates that wait for a receipt
 * @param proofs updates whose place in their round is proven
 * @param historyAlarm what contradicts the ledger's history as this gateway knows it, for a person; empty while all is well
 * @param certificateAlarm why its certificate will not do for long, or does not any more, for a person; empty while all is well
 */
public record AgentStatus(
        boolean connected,
        Instant linkSince,
        Optional<String> linkTrouble,
        StoreTotals totals,
        long stored,
        long repeated,
        Map<RefusalCause, Long> refused,
        long lastRound,
        Optional<Fate> lastFate,
        int waitingUpdates,
        long proofs,
        Optional<String> historyAlarm,
        Optional<String> certificateAlarm) {
    /** Keeps its own copy of the map. */
    public AgentStatus {
        refused = Map.copyOf(refused);
    }
}
