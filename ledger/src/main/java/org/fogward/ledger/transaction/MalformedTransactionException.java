package org.fogward.ledger.transaction;

import java.io.Serial;

/** Bytes that are no transaction of this ledger. The message names the part. */
public final class MalformedTransactionException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    MalformedTransactionException(String message) {
        super(message);
    }

    MalformedTransactionException(String message, Throwable cause) {
        super(message, cause);
    }
}
