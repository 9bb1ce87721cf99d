package org.fogward.fog.audit;

import java.util.List;
import java.util.Map;
import org.fogward.fog.round.Founding;
import org.fogward.fog.round.RoundUpdate;

/**
 * What a fog node says that happened, apart from the blobs and the ledger that prove it.
 *
 * @param founding what was fixed before the first round
 * @param gateways every key that each gateway ever signed with
 * @param rounds the anchored rounds, ascending
 */
public record History(Founding founding, Map<String, List<String>> gateways, List<PastRound> rounds) {

    /** Copies the list of rounds. */
    public History {
        rounds = List.copyOf(rounds);
    }

    /**
     * One anchored round.
     *
     * @param number from 1
     * @param updates accepted and refused
     */
    public record PastRound(long number, List<RoundUpdate> updates) {}
}
