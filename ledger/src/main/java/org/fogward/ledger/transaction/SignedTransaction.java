package org.fogward.ledger.transaction;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.PublicKey;
import java.util.Optional;
import org.fogward.ledger.identity.CreatorCertificate;
import org.fogward.ledger.identity.LedgerIdentity;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;

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
            TransactionParts parts = TransactionParts.of(Payload.parseFrom(parsed.getPayload()));
            SignedTransaction transaction = new SignedTransaction(
                    parts.invocation(), parts.simulation(), parts.toPayload().toByteString(), parsed.getSignature());
            if (!transaction.toBytes().equals(envelope)) {
                throw new MalformedTransactionException(
                        "the transaction has parts, hashes or an id that do not follow from its call and its result");
            }
            return transaction;
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedTransactionException("the transaction is not made of Fabric's messages", e);
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
}
