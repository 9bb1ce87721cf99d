package org.fogward.ledger.transaction;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.identity.Member;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * A transaction as a block holds it: the call, what the contract made of it, who endorsed that, and the creator's signature.
 *
 * @param invocation the call, without what was transient
 * @param result what the endorsers signed: a serialized {@code ProposalResponsePayload}
 * @param response the contract's answer
 * @param contracts what was read and written, by contract
 * @param event the event that the contract raised
 * @param endorsements who endorsed the result
 * @param envelope Fabric's message
 */
public record EndorsedTransaction(
        Invocation invocation,
        ByteString result,
        Response response,
        List<ContractAccesses> contracts,
        Optional<ChaincodeEvent> event,
        List<Endorsement> endorsements,
        Envelope envelope) {

    /** Takes copies. */
    public EndorsedTransaction {
        contracts = List.copyOf(contracts);
        endorsements = List.copyOf(endorsements);
    }

    /**
     * Reads a transaction: it has one action, whose result belongs to its call. No signature is checked.
     *
     * @param bytes a serialized Fabric envelope
     * @return the transaction
     * @throws MalformedTransactionException naming the part that is missing or wrong
     */
    public static EndorsedTransaction parse(ByteString bytes) throws MalformedTransactionException {
        Envelope envelope;
        Payload payload;
        try {
            envelope = Envelope.parseFrom(bytes);
            payload = Payload.parseFrom(envelope.getPayload());
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedTransactionException(
                    TxValidationCode.BAD_PAYLOAD, "the envelope is not made of Fabric's messages", e);
        }
        TransactionHeader header = TransactionHeader.parse(payload.getHeader());
        if (header.type() != HeaderType.ENDORSER_TRANSACTION_VALUE) {
            throw new MalformedTransactionException(
                    TxValidationCode.UNKNOWN_TX_TYPE, "the header's type is " + header.type());
        }
        try {
            return parse(header, payload.getData(), envelope);
        } catch (InvalidProtocolBufferException e) {
            throw bad("the transaction is not made of Fabric's messages", e);
        }
    }

    /**
     * Checks the creator's signature over everything else.
     *
     * @param creator the member that the header names
     * @return whether it holds
     */
    public boolean signedBy(Member creator) {
        return creator.signed(envelope.getSignature(), envelope.getPayload());
    }

    /**
     * Whether there is something to commit.
     *
     * @return true when a key was written
     */
    public boolean writes() {
        return contracts.stream().anyMatch(ContractAccesses::writes);
    }

    private static EndorsedTransaction parse(TransactionHeader header, ByteString data, Envelope envelope)
            throws InvalidProtocolBufferException, MalformedTransactionException {
        Transaction transaction = Transaction.parseFrom(data);
        if (transaction.getActionsCount() != 1) {
            throw bad("a transaction must have one action, not " + transaction.getActionsCount());
        }
        if (!transaction.getActions(0).getHeader().equals(header.signatureHeader())) {
            throw bad("the action's header must be the transaction's");
        }
        ChaincodeActionPayload action =
                ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload());
        ByteString payload = action.getChaincodeProposalPayload();
        Invocation invocation = CallText.read(header, payload);
        if (!invocation.transients().isEmpty()) {
            throw bad("a transaction must not keep what is transient");
        }
        ByteString result = action.getAction().getProposalResponsePayload();
        ProposalResponsePayload response = ProposalResponsePayload.parseFrom(result);
        if (!response.getProposalHash().equals(header.proposalHash(payload))) {
            throw bad("proposal_hash must be that of the header and the call");
        }
        ChaincodeAction outcome = ChaincodeAction.parseFrom(response.getExtension());
        if (!outcome.getChaincodeId().getName().equals(invocation.contract())) {
            throw new MalformedTransactionException(
                    TxValidationCode.INVALID_CHAINCODE, "the result must be of the chaincode that was called");
        }
        return new EndorsedTransaction(
                invocation,
                result,
                outcome.getResponse(),
                contracts(outcome.getResults()),
                event(invocation, outcome.getEvents()),
                action.getAction().getEndorsementsList(),
                envelope);
    }

    private static List<ContractAccesses> contracts(ByteString results) throws MalformedTransactionException {
        try {
            return ContractAccesses.parse(TxReadWriteSet.parseFrom(results));
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedTransactionException(
                    TxValidationCode.BAD_RWSET, "the read/write set is not made of Fabric's messages", e);
        }
    }

    private static Optional<ChaincodeEvent> event(Invocation invocation, ByteString bytes)
            throws InvalidProtocolBufferException, MalformedTransactionException {
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        ChaincodeEvent event = ChaincodeEvent.parseFrom(bytes);
        if (!event.getChaincodeId().equals(invocation.contract())
                || !event.getTxId().equals(invocation.transactionId())) {
            throw new MalformedTransactionException(
                    TxValidationCode.INVALID_OTHER_REASON, "the event must name the transaction and its chaincode");
        }
        return Optional.of(event);
    }

    private static MalformedTransactionException bad(String message) {
        return new MalformedTransactionException(TxValidationCode.INVALID_ENDORSER_TRANSACTION, message);
    }

    private static MalformedTransactionException bad(String message, Throwable cause) {
        return new MalformedTransactionException(TxValidationCode.INVALID_ENDORSER_TRANSACTION, message, cause);
    }
}
