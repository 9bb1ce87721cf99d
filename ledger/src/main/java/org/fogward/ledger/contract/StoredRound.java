package org.fogward.ledger.contract;

import java.time.Instant;
import java.util.List;
import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.record.Page;
import org.fogward.ledger.record.Stored;

/**
 * An anchored round in the contract's answers.
 *
 * @param anchor the round
 * @param transactionId the transaction that anchored it
 * @param at the timestamp that the transaction's creator gave it
 */
public record StoredRound(RoundAnchor anchor, String transactionId, Instant at) {
    /**
     * Reads one.
     *
     * @param json a {@link Stored} round
     * @return the round
     * @throws IllegalArgumentException when it is not that
     */
    public static StoredRound fromJson(String json) {
        Stored<RoundAnchor> stored = Stored.read(RoundAnchor.class, json);
        return new StoredRound(stored.record(), stored.transaction(), stored.at());
    }

    /**
     * Reads the contract's answer to {@code rounds}.
     *
     * @param json an array of {@link Stored} rounds
     * @return the rounds
     * @throws IllegalArgumentException when it is not that
     */
    public static List<StoredRound> listFromJson(String json) {
        return Page.read(RoundAnchor.class, "{\"items\":" + json + "}").items().stream()
                .map(stored -> new StoredRound(stored.record(), stored.transaction(), stored.at()))
                .toList();
    }
}
