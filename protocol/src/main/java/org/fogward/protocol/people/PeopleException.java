package org.fogward.protocol.people;

/** An account cannot be made or changed in this way; the message names the field and never repeats a password. */
public final class PeopleException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What stands against it. */
    public enum Reason {
        /** A value is out of its range. */
        INVALID,
        /** There is such an account already, or it is the last operator's. */
        CONFLICT,
        /** There is no such account. */
        MISSING
    }

    /** Says what is wrong, in a sentence that begins with the field. */
    public PeopleException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What stands against it. */
    public Reason reason() {
        return reason;
    }
}
