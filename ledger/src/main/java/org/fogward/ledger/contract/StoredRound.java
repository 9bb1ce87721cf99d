package org.fogward.ledger.contract;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fogward.ledger.RoundAnchor;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * What the contract keeps under a round's key and gives back.
 *
 * @param anchor the round
 * @param transactionId the transaction that anchored it
 * @param at the timestamp that the transaction's creator gave it
 */
public record StoredRound(RoundAnchor anchor, String transactionId, Instant at) {
    /**
     * The canonical JSON.
     *
     * @return one object, fields in the record's order
     */
    public String toJson() {
        return "{\"anchor\":" + AnchorJson.write(anchor) + ",\"transaction\":\"" + transactionId + "\",\"at\":\"" + at
                + "\"}";
    }

    /**
     * Reads one.
     *
     * @param json what {@link #toJson()} wrote
     * @return the round
     * @throws IllegalArgumentException when it is not that
     */
    public static StoredRound fromJson(String json) {
        try {
            return read(new JSONObject(json));
        } catch (JSONException | DateTimeException e) {
            throw new IllegalArgumentException("not a stored round: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the contract's answer to {@code rounds}.
     *
     * @param json an array of what {@link #toJson()} wrote
     * @return the rounds
     * @throws IllegalArgumentException when it is not that
     */
    public static List<StoredRound> listFromJson(String json) {
        try {
            List<StoredRound> rounds = new ArrayList<>();
            for (Object element : new JSONArray(json)) {
                rounds.add(read((JSONObject) element));
            }
            return List.copyOf(rounds);
        } catch (JSONException | DateTimeException | ClassCastException e) {
            throw new IllegalArgumentException("not a list of stored rounds: " + e.getMessage(), e);
        }
    }

    private static StoredRound read(JSONObject object) {
        return new StoredRound(
                AnchorJson.read(object.getJSONObject("anchor")),
                AnchorJson.text(object, "transaction"),
                Instant.parse(AnchorJson.text(object, "at")));
    }
}
