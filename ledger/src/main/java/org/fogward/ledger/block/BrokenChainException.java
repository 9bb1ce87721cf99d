package org.fogward.ledger.block;

import java.io.Serial;

/** A block that does not belong where it stands. The message names the block and the field. */
public final class BrokenChainException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * A break.
     *
     * @param message names the block and the field
     */
    public BrokenChainException(String message) {
        super(message);
    }
}
