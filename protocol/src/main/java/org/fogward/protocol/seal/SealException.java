package org.fogward.protocol.seal;

/** Bytes that cannot be opened: they are damaged, or were meant for somebody else. The message holds nothing of their content. */
public sealed class SealException extends Exception permits WrongKeyException {
    private static final long serialVersionUID = 1L;

    private final DropReason reason;

    /** Says what is wrong, beginning with the name of the field. */
    public SealException(DropReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why the message is dropped. */
    public DropReason reason() {
        return reason;
    }
}
