package org.fogward.fog.view;

/** Where lists of the ledger's that may be long are read part by part. Thread-safe. */
public interface LedgerPages {

    /** Participants whose ids come after a text; the empty text for the first part. */
    ParticipantPage participants(String after);
}
