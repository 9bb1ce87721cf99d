package org.fogward.protocol.update;

/** Bytes from outside are not an encoded update; the message names the field at fault. */
public final class UpdateFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A failure, with a text that starts with the name of the field. */
    public UpdateFormatException(String message) {
        super(message);
    }
}
