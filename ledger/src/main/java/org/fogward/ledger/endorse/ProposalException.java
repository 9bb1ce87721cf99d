package org.fogward.ledger.endorse;

import java.io.Serial;

/** A proposal that is not run. The message says why. */
public final class ProposalException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    ProposalException(String message) {
        super(message);
    }

    ProposalException(String message, Throwable cause) {
        super(message, cause);
    }
}
