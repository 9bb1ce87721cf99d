package org.fogward.ledger.transaction;

import java.io.Serial;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Bytes that are no proposal or transaction. The message names the part. */
public final class MalformedTransactionException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final TxValidationCode code;

    MalformedTransactionException(TxValidationCode code, String message) {
        super(message);
        this.code = code;
    }

    MalformedTransactionException(TxValidationCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /**
     * What Fabric calls it.
     *
     * @return the validation code that such a transaction gets in a block
     */
    public TxValidationCode code() {
        return code;
    }
}
