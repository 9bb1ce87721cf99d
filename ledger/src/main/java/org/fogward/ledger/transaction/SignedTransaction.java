package org.fogward.ledger.transaction;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.identity.CreatorCertificate;
import org.fogward.ledger.identity.LedgerIdentity;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
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

/**
 * A transaction as a block holds it: Fabric's {@code common.Envelope}. Immutable.
 *
 * <p>Only one spelling is accepted: the bytes that follow from the parsed parts. So a part that this ledger does not
 * read cannot hide in a transaction.
 */
public final class SignedTransaction {
    private final Invocation invocation;
    private final Optional<Simulation> simulation;
    private final ByteString payload;
    private final ByteString signature;

    private SignedTransaction(
            Invocation invocation, Optional<Simulation> simulation, ByteString payload, ByteString signature) {
        this.invocation = invocation;
        this.simulation = simulation;
        this.payload = payload;
        this.signature = signature;
    }

    /**
     * Signs a call and what it came to.
     *
     * @param invocation the call
     * @param simulation what it came to
     * @param creator who signs; the invocation names the same identity
     * @return the transaction
     */
    public static SignedTransaction sign(Invocation invocation, Simulation simulation, LedgerIdentity creator) {
        ByteString payload = TransactionPayload.of(invocation, simulation).toByteString();
        return new SignedTransaction(invocation, Optional.of(simulation), payload, signature(creator, payload));
    }

    /**
     * Signs the transaction that founds a ledger: it names the identity that writes it.
     *
     * @param invocation a call without arguments
     * @param creator who signs
     * @return the transaction
     */
    public static SignedTransaction found(Invocation invocation, LedgerIdentity creator) {
        ByteString payload = TransactionPayload.founding(invocation).toByteString();
        return new SignedTransaction(invocation, Optional.empty(), payload, signature(creator, payload));
    }

    /**
     * Reads a transaction; its signature is not checked.
     *
     * @param envelope a serialized Fabric envelope
     * @return the transaction
     * @throws MalformedTransactionException when the bytes are not exactly what this ledger writes
     */
    public static SignedTransaction parse(ByteString envelope) throws MalformedTransactionException {
        try {
            Envelope parsed = Envelope.parseFrom(envelope);
            Payload payload = Payload.parseFrom(parsed.getPayload());
            ChannelHeader channel = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
            SignatureHeader signer =
                    SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader());
            boolean founding = channel.getType() == HeaderType.CONFIG_VALUE;
            List<ByteString> arguments = List.of();
            Optional<Simulation> simulation = Optional.empty();
            if (!founding) {
                ChaincodeActionPayload action = action(payload);
                arguments = arguments(action);
                simulation = Optional.of(simulation(action));
            }
            Invocation invocation =
                    new Invocation(instant(channel.getTimestamp()), signer.getCreator(), signer.getNonce(), arguments);
            Payload expected = simulation
                    .map(result -> TransactionPayload.of(invocation, result))
                    .orElseGet(() -> TransactionPayload.founding(invocation));
            SignedTransaction transaction =
                    new SignedTransaction(invocation, simulation, expected.toByteString(), parsed.getSignature());
            if (!transaction.toBytes().equals(envelope)) {
                throw new MalformedTransactionException(
                        "the transaction has parts, hashes or an id that do not follow from its call and its result");
            }
            return transaction;
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedTransactionException("the transaction is not made of Fabric's messages", e);
        } catch (DateTimeException | ArithmeticException e) {
            throw new MalformedTransactionException("the transaction's timestamp is outside of time", e);
        }
    }

    /**
     * The call.
     *
     * @return the call
     */
    public Invocation invocation() {
        return invocation;
    }

    /**
     * What the call came to.
     *
     * @return nothing for the founding transaction
     */
    public Optional<Simulation> simulation() {
        return simulation;
    }

    /**
     * Checks the creator's signature over everything else.
     *
     * @param creator the creator's public key
     * @return whether it holds
     */
    public boolean signedBy(PublicKey creator) {
        return CreatorCertificate.verifies(creator, payload.toByteArray(), signature.toByteArray());
    }

    /**
     * The transaction as a block holds it.
     *
     * @return a serialized Fabric envelope
     */
    public ByteString toBytes() {
        return Envelope.newBuilder()
                .setPayload(payload)
                .setSignature(signature)
                .build()
                .toByteString();
    }

    private static ByteString signature(LedgerIdentity creator, ByteString payload) {
        return ByteString.copyFrom(creator.sign(payload.toByteArray()));
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

    private static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }
}
