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
 * @param transactionId the id that the transaction takes; empty for one that takes none
 * @param transaction the transaction; nothing when it is malformed or its creator did not sign it
 * @param code {@code VALID} when nothing speaks against it yet
 * @param reason a sentence that says why it is not; empty when it is
 */
public record CheckedTransaction(
        ByteString bytes,
        String transactionId,
        Optional<EndorsedTransaction> transaction,
        TxValidationCode code,
        String reason) {

    /** A transaction that can be read; its own id counts. */
    static CheckedTransaction of(
            ByteString bytes, EndorsedTransaction transaction, TxValidationCode code, String reason) {
        return new CheckedTransaction(
                bytes, transaction.invocation().transactionId(), Optional.of(transaction), code, reason);
    }

    /** One that takes no id: a malformed or unsigned one must not take it from another. */
    static CheckedTransaction nameless(ByteString bytes, TxValidationCode code, String reason) {
        return new CheckedTransaction(bytes, "", Optional.empty(), code, reason);
    }

    /**
     * Whether nothing speaks against it yet.
     *
     * @return false when it is invalid whatever was committed before
     */
    public boolean passed() {
        return code == TxValidationCode.VALID;
    }

    CommittedTransaction as(TxValidationCode judgement) {
        return new CommittedTransaction(
                transactionId,
                judgement,
                transaction.map(EndorsedTransaction::contracts).orElse(List.of()));
    }
}
