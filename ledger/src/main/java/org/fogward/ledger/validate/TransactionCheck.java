package org.fogward.ledger.validate;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
            return new CheckedTransaction(bytes, Optional.empty(), e.code(), String.valueOf(e.getMessage()));
        }
        TransactionHeader header = transaction.invocation().header();
        if (!header.channel().equals(config.channel())) {
            return new CheckedTransaction(
                    bytes,
                    Optional.empty(),
                    TxValidationCode.TARGET_CHAIN_NOT_FOUND,
                    "the channel is " + config.channel() + ", not " + header.channel());
        }
        Optional<String> objection = objectionToCreator(transaction);
        if (objection.isPresent()) {
            return new CheckedTransaction(
                    bytes, Optional.empty(), TxValidationCode.BAD_CREATOR_SIGNATURE, objection.get());
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
        objection = objectionToEndorsements(transaction);
        if (objection.isPresent()) {
            return refused(transaction, bytes, TxValidationCode.ENDORSEMENT_POLICY_FAILURE, objection.get());
        }
        return new CheckedTransaction(bytes, Optional.of(transaction), TxValidationCode.VALID, "");
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

    private Optional<String> objectionToEndorsements(EndorsedTransaction transaction) {
        List<Member> endorsers = new ArrayList<>();
        Set<ByteString> seen = new HashSet<>();
        String objection = "there is no endorsement";
        for (Endorsement endorsement : transaction.endorsements()) {
            if (!seen.add(endorsement.getEndorser())) {
                continue;
            }
            try {
                Member endorser = config.membership()
                        .member(
                                endorsement.getEndorser(),
                                transaction.invocation().header().timestamp());
                if (given.test(endorsement, transaction.result())
                        || endorser.signed(
                                endorsement.getSignature(), transaction.result(), endorsement.getEndorser())) {
                    endorsers.add(endorser);
                    objection = "too few endorse it";
                } else {
                    objection = "an endorser's signature does not hold";
                }
            } catch (NoMemberException e) {
                objection = "an endorser: " + e.getMessage();
            }
        }
        return config.policies().satisfied(Policies.ENDORSEMENT, endorsers) ? Optional.empty() : Optional.of(objection);
    }

    private boolean writesOnlyItsOwn(EndorsedTransaction transaction) {
        return transaction.contracts().stream().filter(ContractAccesses::writes).allMatch(each -> each.namespace()
                .equals(contract));
    }

    private static CheckedTransaction refused(
            EndorsedTransaction transaction, ByteString bytes, TxValidationCode code, String reason) {
        return new CheckedTransaction(bytes, Optional.of(transaction), code, reason);
    }
}
