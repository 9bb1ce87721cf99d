package org.fogward.ledger.state;

import java.util.List;
import org.fogward.ledger.transaction.ContractAccesses;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * A transaction of a block, judged.
 *
 * @param transactionId its id; empty when the bytes name none
 * @param code the judgement
 * @param contracts what it read and wrote; counts only when the transaction is valid
 */
public record CommittedTransaction(String transactionId, TxValidationCode code, List<ContractAccesses> contracts) {
    /** Takes a copy. */
    public CommittedTransaction {
        contracts = List.copyOf(contracts);
    }

    /**
     * Whether it counts.
     *
     * @return true when the judgement is that it is valid
     */
    public boolean valid() {
        return code == TxValidationCode.VALID;
    }
}
