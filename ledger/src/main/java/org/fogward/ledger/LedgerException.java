package org.fogward.ledger;

import java.io.Serial;

/** A ledger's refusal or failure. The message says what is wrong and names the field, block or file that it is about. */
public final class LedgerException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** Why a ledger did not do what it was asked to. */
    public enum Reason {
        /** What is to be written contradicts what stands, for example a round that is anchored with other content. */
        CONFLICT,
        /** A value is outside of what the contract takes. */
        INVALID,
        /** The caller's organisation or role may not do this. */
        FORBIDDEN,
        /** What the call builds upon is not on the ledger. */
        MISSING,
        /** The ledger cannot be reached, read or written at present; the outcome of a write is unknown. */
        UNAVAILABLE,
        /** What the ledger has stored contradicts itself. */
        CORRUPT;

        /**
         * The reason behind a refusal of the contract.
         *
         * @param code the refusal's payload: the name of {@link #CONFLICT}, {@link #INVALID}, {@link #FORBIDDEN} or
         *     {@link #MISSING}
         * @return that reason, and {@link #INVALID} for any other text
         */
        public static Reason ofRefusal(String code) {
            return switch (code) {
                case "CONFLICT" -> CONFLICT;
                case "FORBIDDEN" -> FORBIDDEN;
                case "MISSING" -> MISSING;
                default -> INVALID;
            };
        }
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
