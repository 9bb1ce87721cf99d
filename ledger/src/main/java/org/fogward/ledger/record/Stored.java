package org.fogward.ledger.record;

import java.time.Instant;

/**
 * A record as the ledger holds it.
 *
 * @param record what was recorded
 * @param by the organisation (its MSP id) whose member submitted it
 * @param transaction the id of the transaction that wrote it
 * @param at the timestamp that the transaction's creator gave it
 */
public record Stored<R extends Record>(R record, String by, String transaction, Instant at) {
    /** The canonical JSON. */
    public String toJson() {
        return CanonicalJson.write(this);
    }

    /**
     * Reads one.
     *
     * @param type the record's class
     * @param json what {@link #toJson()} wrote
     * @return the record with its circumstances
     * @throws IllegalArgumentException when it is not that
     */
    @SuppressWarnings("unchecked") // The reader makes the record of the class that it is given.
    public static <R extends Record> Stored<R> read(Class<R> type, String json) {
        return CanonicalJson.read(Stored.class, type, json);
    }
}
