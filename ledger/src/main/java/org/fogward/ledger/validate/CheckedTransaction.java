package org.fogward.ledger.validate;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.state.CommittedTransaction;
import org.fogward.ledger.transaction.EndorsedTransaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * A transaction with the judgement on everything that does not depend on what was committed before it: form, creator,
 * signatures, endorsement policy.
 *
 * @param bytes the serialized envelope
 * @param transaction the transaction; nothing when it is malformed or its creator did not sign it
 * @param code {@code VALID} when nothing speaks against it yet
 * @param reason a sentence that says why it is not; empty when it is
 */
public record CheckedTransaction(
        ByteString bytes, Optional<EndorsedTransaction> transaction, TxValidationCode code, String reason) {

    /**
     * The transaction's id.
     *
     * @return empty for one that is malformed or not signed by its creator: such a one must not take an id from another
     */
    public String transactionId() {
        return transaction.map(each -> each.invocation().transactionId()).orElse("");
    }

    CommittedTransaction as(TxValidationCode judgement) {
        return new CommittedTransaction(
                transactionId(),
                judgement,
                transaction.map(EndorsedTransaction::contracts).orElse(List.of()));
    }
}
