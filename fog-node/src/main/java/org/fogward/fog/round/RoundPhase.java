package org.fogward.fog.round;

/** How far a round has come. It only goes forward. */
public enum RoundPhase {
    /** Updates are taken. */
    OPEN,
    /** No more updates are taken; its tree and the next model are fixed, though perhaps not computed. */
    CLOSED,
    /** The model that it made is the global model. Its {@link RoundPlace} on the ledger may be yet to come. */
    COMBINED
}
