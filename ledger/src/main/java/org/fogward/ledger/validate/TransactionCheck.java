package org.fogward.ledger.validate;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.Policies;
import org.fogward.ledger.identity.Member;
import org.fogward.ledger.identity.NoMemberException;
import org.fogward.ledger.transaction.ContractAccesses;
import org.fogward.ledger.transaction.EndorsedTransaction;
import org.fogward.ledger.transaction.MalformedTransactionException;
import org.fogward.ledger.transaction.TransactionHeader;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Judges a transaction by itself, as Fabric's peers do before they look at the world state: form, creator and signature,
 * endorsements and their policy, what it may write. Stateless, so that blocks can be judged by many threads at once, and
 * by whoever has nothing but the chain.
 */
public final class TransactionCheck {
    private final ChannelConfig config;
    private final String contract;
    private final BiPredicate<Endorsement, ByteString> given;

    /**
     * A check.
     *
     * @param config who belongs to the channel
     * @param contract the one contract of the channel; its endorsement policy is the channel's
     */
    public TransactionCheck(ChannelConfig config, String contract) {
        this(config, contract, (_, _) -> false);
    }

    /**
     * A check by somebody who endorses too.
     *
     * @param config who belongs to the channel
     * @param contract the one contract of the channel
     * @param given endorsements that hold because the caller gave them itself
     */
    public TransactionCheck(ChannelConfig config, String contract, BiPredicate<Endorsement, ByteString> given) {
        this.config = config;
        this.contract = contract;
        this.given = given;
    }

    /**
     * Judges.
     *
     * @param bytes a serialized Fabric envelope
     * @return the transaction and the judgement
     */
    public CheckedTransaction check(ByteString bytes) {
        EndorsedTransaction transaction;
        try {
            transaction = EndorsedTransaction.parse(bytes);
        } catch (MalformedTransactionException e) {
            return CheckedTransaction.nameless(bytes, e.code(), String.valueOf(e.getMessage()));
        }
        TransactionHeader header = transaction.invocation().header();
        if (!header.channel().equals(config.channel())) {
            return CheckedTransaction.nameless(
                    bytes,
                    TxValidationCode.TARGET_CHAIN_NOT_FOUND,
                    "the channel is " + config.channel() + ", not " + header.channel());
        }
        Optional<String> objection = objectionToCreator(transaction);
        if (objection.isPresent()) {
            return new CheckedTransaction(
                    bytes,
                    // Nobody can take somebody else's id, which is made of the creator, with a signature that holds.
                    CreatorKey.signed(transaction) ? header.transactionId() : "",
                    Optional.empty(),
                    TxValidationCode.BAD_CREATOR_SIGNATURE,
                    objection.get());
        }
        if (!transaction.invocation().contract().equals(contract)) {
            return refused(
                    transaction,
                    bytes,
                    TxValidationCode.INVALID_CHAINCODE,
                    "there is no contract " + transaction.invocation().contract());
        }
        if (!writesOnlyItsOwn(transaction)) {
            return refused(transaction, bytes, TxValidationCode.ILLEGAL_WRITESET, "it writes keys of another contract");
        }
        Endorsers endorsers =
                Endorsers.of(transaction, member -> config.membership().member(member, header.timestamp()), given);
        if (!config.policies().satisfied(Policies.ENDORSEMENT, endorsers.members())) {
            return refused(transaction, bytes, TxValidationCode.ENDORSEMENT_POLICY_FAILURE, endorsers.objection());
        }
        return CheckedTransaction.of(bytes, transaction, TxValidationCode.VALID, "");
    }

    private Optional<String> objectionToCreator(EndorsedTransaction transaction) {
        TransactionHeader header = transaction.invocation().header();
        try {
            Member creator = config.membership().member(header.creator(), header.timestamp());
            if (!config.policies().satisfied(Policies.WRITERS, List.of(creator))) {
                return Optional.of("a " + creator.role().unit() + " of " + creator.mspId() + " may not write");
            }
            return transaction.signedBy(creator)
                    ? Optional.empty()
                    : Optional.of("the creator's signature does not hold");
        } catch (NoMemberException e) {
            return Optional.of("the creator: " + e.getMessage());
        }
    }

    private boolean writesOnlyItsOwn(EndorsedTransaction transaction) {
        return transaction.contracts().stream().filter(ContractAccesses::writes).allMatch(each -> each.namespace()
                .equals(contract));
    }

    private static CheckedTransaction refused(
            EndorsedTransaction transaction, ByteString bytes, TxValidationCode code, String reason) {
        return CheckedTransaction.of(bytes, transaction, code, reason);
    }
}
