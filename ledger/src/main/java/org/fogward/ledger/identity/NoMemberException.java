package org.fogward.ledger.identity;

import java.io.Serial;

/** An identity that counts for nothing in the channel. The message says why. */
public final class NoMemberException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    NoMemberException(String message) {
        super(message);
    }

    NoMemberException(String message, Throwable cause) {
        super(message, cause);
    }
}
