package org.fogward.ledger.validate;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.identity.Member;
import org.fogward.ledger.identity.NoMemberException;
import org.fogward.ledger.transaction.ContractAccesses;
import org.fogward.ledger.transaction.EndorsedTransaction;
import org.fogward.ledger.transaction.MalformedTransactionException;
import org.fogward.ledger.transaction.OuterLayer;
import org.hyperledger.fabric.protos.peer.ApplicationPolicy;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Judges a transaction by itself, just as the peers of a Hyperledger Fabric network do: in their order and with their codes.
 * It differs from {@link TransactionCheck} in that a network has several contracts with policies of their own, and in that
 * peers leave it to the orderers who may write. Stateless but for what it is given.
 */
public final class PeerCheck {
    private final ChannelConfig config;
    private final ContractDefinitions definitions;

    /**
     * A check.
     *
     * @param config the configuration before the block
     * @param definitions the contracts before the block
     */
    public PeerCheck(ChannelConfig config, ContractDefinitions definitions) {
        this.config = config;
        this.definitions = definitions;
    }

    /**
     * Judges.
     *
     * @param bytes a serialized Fabric envelope
     * @return the transaction and the judgement
     */
    public CheckedTransaction check(ByteString bytes) {
        OuterLayer outer;
        try {
            outer = OuterLayer.parse(bytes);
        } catch (MalformedTransactionException e) {
            return CheckedTransaction.nameless(bytes, e.code(), String.valueOf(e.getMessage()));
        }
        Optional<String> objection = objectionToCreator(outer);
        if (objection.isPresent()) {
            return unreadable(bytes, outer, TxValidationCode.BAD_CREATOR_SIGNATURE, objection.get());
        }
        if (!outer.isCall()) {
            return unreadable(
                    bytes,
                    outer,
                    TxValidationCode.UNSUPPORTED_TX_PAYLOAD,
                    "the header's type is " + outer.header().getType());
        }
        EndorsedTransaction transaction;
        try {
            transaction = EndorsedTransaction.parse(bytes);
        } catch (MalformedTransactionException e) {
            return unreadable(bytes, outer, e.code(), String.valueOf(e.getMessage()));
        }
        return check(bytes, transaction);
    }

    private CheckedTransaction check(ByteString bytes, EndorsedTransaction transaction) {
        if (version(transaction).isEmpty()) {
            return CheckedTransaction.of(
                    bytes, transaction, TxValidationCode.INVALID_CHAINCODE, "the result names no version");
        }
        Set<String> namespaces = new HashSet<>();
        Set<String> written = new TreeSet<>();
        written.add(transaction.invocation().contract());
        for (ContractAccesses each : transaction.contracts()) {
            if (!namespaces.add(each.namespace())) {
                return CheckedTransaction.of(
                        bytes,
                        transaction,
                        TxValidationCode.ILLEGAL_WRITESET,
                        "there are two write sets for " + each.namespace());
            }
            if (each.writes()) {
                written.add(each.contract());
            }
        }
        Endorsers endorsers = Endorsers.of(transaction, config.membership()::member, (_, _) -> false);
        for (String contract : written) {
            Optional<ApplicationPolicy> policy = definitions.policy(contract);
            if (policy.isEmpty()) {
                return CheckedTransaction.of(
                        bytes, transaction, TxValidationCode.INVALID_CHAINCODE, "there is no contract " + contract);
            }
            if (!endorsed(transaction, contract, policy.get(), endorsers.members())) {
                return CheckedTransaction.of(
                        bytes, transaction, TxValidationCode.ENDORSEMENT_POLICY_FAILURE, endorsers.objection());
            }
        }
        return CheckedTransaction.of(bytes, transaction, TxValidationCode.VALID, "");
    }

    /** An organisation's collection has a policy of its own; the contract's counts for all else, and when nothing is written. */
    private boolean endorsed(
            EndorsedTransaction transaction, String contract, ApplicationPolicy policy, List<Member> members) {
        boolean ownPolicies = false;
        for (ContractAccesses each : transaction.contracts()) {
            if (each.contract().equals(contract) && each.writes()) {
                Optional<ApplicationPolicy> own = definitions.collectionPolicy(each.collection());
                if (!config.policies().satisfied(own.orElse(policy), members)) {
                    return false;
                }
                ownPolicies = true;
            }
        }
        return ownPolicies || config.policies().satisfied(policy, members);
    }

    private Optional<String> objectionToCreator(OuterLayer outer) {
        if (!outer.header().getChannelId().equals(config.channel())) {
            return Optional.of("the channel is " + config.channel() + ", not "
                    + outer.header().getChannelId());
        }
        try {
            Member creator = config.membership().member(outer.creator());
            return creator.signed(
                            outer.envelope().getSignature(), outer.envelope().getPayload())
                    ? Optional.empty()
                    : Optional.of("the creator's signature does not hold");
        } catch (NoMemberException e) {
            return Optional.of("the creator: " + e.getMessage());
        }
    }

    private static String version(EndorsedTransaction transaction) {
        try {
            return ChaincodeAction.parseFrom(ProposalResponsePayload.parseFrom(transaction.result())
                            .getExtension())
                    .getChaincodeId()
                    .getVersion();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("it was read before", e);
        }
    }

    /** Fabric's peers note the id that a transaction claims, also when they cannot read on. */
    private static CheckedTransaction unreadable(
            ByteString bytes, OuterLayer outer, TxValidationCode code, String reason) {
        return new CheckedTransaction(bytes, outer.header().getTxId(), Optional.empty(), code, reason);
    }
}
