package org.fogward.ledger;

import java.io.Serial;

/** A ledger's refusal or failure. The message says what is wrong and names the field, block or file that it is about. */
public final class LedgerException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** Why a ledger did not do what it was asked to. */
    public enum Reason {
        /** What the call would record stands already, with other content. */
        CONFLICT,
        /** A value is outside of what the contract takes. */
        INVALID,
        /** The caller may not do this. */
        FORBIDDEN,
        /** What the call is about is not there. */
        MISSING,
        /** The ledger cannot be reached, read or written at present; the outcome of a write is unknown. */
        UNAVAILABLE,
        /** What the ledger has stored contradicts itself. */
        CORRUPT
    }

    /**
     * A refusal.
     *
     * @param reason the kind
     * @param message the sentence for a person
     */
    public LedgerException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * A failure.
     *
     * @param reason the kind
     * @param message the sentence for a person
     * @param cause what went wrong below
     */
    public LedgerException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /**
     * The kind of refusal or failure.
     *
     * @return why
     */
    public Reason reason() {
        return reason;
    }
}
