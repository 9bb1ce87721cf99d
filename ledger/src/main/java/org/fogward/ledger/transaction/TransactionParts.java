package org.fogward.ledger.transaction;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;

/** The parts of a stored transaction that this ledger reads; a founding transaction has no simulation. */
record TransactionParts(Invocation invocation, Optional<Simulation> simulation) {
    static TransactionParts of(Payload payload) throws InvalidProtocolBufferException, MalformedTransactionException {
        ChannelHeader channel = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
        SignatureHeader signer = SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader());
        Instant timestamp = instant(channel.getTimestamp());
        if (channel.getType() == HeaderType.CONFIG_VALUE) {
            Invocation founding = new Invocation(timestamp, signer.getCreator(), signer.getNonce(), List.of());
            return new TransactionParts(founding, Optional.empty());
        }
        ChaincodeActionPayload action = action(payload);
        return new TransactionParts(
                new Invocation(timestamp, signer.getCreator(), signer.getNonce(), arguments(action)),
                Optional.of(simulation(action)));
    }

    /** The one payload that these parts make. */
    Payload toPayload() {
        return simulation
                .map(result -> TransactionPayload.of(invocation, result))
                .orElseGet(() -> TransactionPayload.founding(invocation));
    }

    private static ChaincodeActionPayload action(Payload payload)
            throws InvalidProtocolBufferException, MalformedTransactionException {
        Transaction transaction = Transaction.parseFrom(payload.getData());
        if (transaction.getActionsCount() != 1) {
            throw new MalformedTransactionException("the transaction must have one action");
        }
        return ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload());
    }

    private static List<ByteString> arguments(ChaincodeActionPayload action) throws InvalidProtocolBufferException {
        ChaincodeProposalPayload proposal = ChaincodeProposalPayload.parseFrom(action.getChaincodeProposalPayload());
        return ChaincodeInvocationSpec.parseFrom(proposal.getInput())
                .getChaincodeSpec()
                .getInput()
                .getArgsList();
    }

    private static Simulation simulation(ChaincodeActionPayload action)
            throws InvalidProtocolBufferException, MalformedTransactionException {
        ProposalResponsePayload response =
                ProposalResponsePayload.parseFrom(action.getAction().getProposalResponsePayload());
        ChaincodeAction result = ChaincodeAction.parseFrom(response.getExtension());
        TxReadWriteSet sets = TxReadWriteSet.parseFrom(result.getResults());
        if (sets.getNsRwsetCount() != 1) {
            throw new MalformedTransactionException("the transaction must have the read/write set of one contract");
        }
        Optional<ChaincodeEvent> event = result.getEvents().isEmpty()
                ? Optional.empty()
                : Optional.of(ChaincodeEvent.parseFrom(result.getEvents()));
        return new Simulation(
                KVRWSet.parseFrom(sets.getNsRwset(0).getRwset()),
                event,
                result.getResponse().getPayload());
    }

    private static Instant instant(Timestamp timestamp) throws MalformedTransactionException {
        try {
            return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
        } catch (DateTimeException | ArithmeticException e) {
            throw new MalformedTransactionException("the transaction's timestamp is outside of time", e);
        }
    }
}
