package org.fogward.protocol.seal;

/** Sealed with another key, or damaged: nobody can tell which. */
final class WrongKeyException extends SealException {
    private static final long serialVersionUID = 1L;

    WrongKeyException() {
        super(DropReason.WRONG_KEY, "content: does not open");
    }
}
