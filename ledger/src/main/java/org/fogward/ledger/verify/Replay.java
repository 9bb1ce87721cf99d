package org.fogward.ledger.verify;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Optional;
import org.fogward.ledger.contract.FederationContract;
import org.fogward.ledger.state.CallRules;
import org.fogward.ledger.state.ContractRunner;
import org.fogward.ledger.state.LedgerState;
import org.fogward.ledger.transaction.ContractAccesses;
import org.fogward.ledger.transaction.EndorsedTransaction;
import org.fogward.ledger.transaction.Simulation;
import org.fogward.ledger.validate.ContractDefinitions;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** Runs the contract again on a transaction's arguments. */
final class Replay {
    private final ContractRunner contract = new ContractRunner();

    /** Adds a finding for each part of the recorded result that the contract does not come to. */
    boolean repeats(long block, int index, LedgerState state, EndorsedTransaction transaction, Findings findings) {
        int before = findings.count();
        KVRWSet recorded = transaction.contracts().stream()
                .filter(each -> each.namespace().equals(FederationContract.NAME))
                .map(ContractAccesses::accesses)
                .findFirst()
                .orElse(KVRWSet.getDefaultInstance());
        Simulation repeated = state.read(namespaces -> contract.run(
                namespaces.of(FederationContract.NAME),
                transaction.invocation(),
                CallRules.endorsement(endorser(transaction).orElse(""))));
        if (!repeated.answered()) {
            findings.transaction(
                    block,
                    index,
                    "the contract refuses the arguments: " + repeated.response().getMessage());
            return false;
        }
        if (!repeated.accesses().getReadsList().equals(recorded.getReadsList())) {
            findings.transaction(block, index, "the read set is not what the contract reads");
        }
        if (!repeated.accesses().getWritesList().equals(recorded.getWritesList())) {
            findings.transaction(block, index, "the write set is not what the contract writes");
        }
        if (!rest(repeated.accesses()).equals(rest(recorded)) || touchesOthers(transaction)) {
            findings.transaction(block, index, "it touches something that the contract does not");
        }
        if (!repeated.event().equals(transaction.event())) {
            findings.transaction(block, index, "the event is not what the contract raises");
        }
        if (!repeated.response().equals(transaction.response())) {
            findings.transaction(block, index, "the answer is not what the contract gives");
        }
        return findings.count() == before;
    }

    /** Ranges, and policies of keys. */
    private static KVRWSet rest(KVRWSet accesses) {
        return accesses.toBuilder().clearReads().clearWrites().build();
    }

    /** A Fabric peer reads the contract's definition for every call. */
    private static boolean touchesOthers(EndorsedTransaction transaction) {
        return transaction.contracts().stream()
                .filter(each -> !each.namespace().equals(FederationContract.NAME))
                .anyMatch(each -> !each.namespace().equals(ContractDefinitions.LIFECYCLE)
                        || !rest(each.accesses()).equals(KVRWSet.getDefaultInstance())
                        || each.writes());
    }

    /** The organisation of the peer that ran it first, which the contract may ask for. */
    private static Optional<String> endorser(EndorsedTransaction transaction) {
        if (transaction.endorsements().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(SerializedIdentity.parseFrom(
                            transaction.endorsements().getFirst().getEndorser())
                    .getMspid());
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }
}
