package org.fogward.ledger.block;

import java.io.Serial;

/** A block that does not belong where it stands. The message names the block and the field. */
public final class BrokenChainException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    BrokenChainException(String message) {
        super(message);
    }
}
