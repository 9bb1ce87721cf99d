package org.fogward.ledger.verify;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.AnchoredRound;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.contract.StoredRound;
import org.fogward.ledger.identity.CreatorCertificate;
import org.fogward.ledger.state.ContractRunner;
import org.fogward.ledger.state.WorldState;
import org.fogward.ledger.transaction.MalformedTransactionException;
import org.fogward.ledger.transaction.SignedTransaction;
import org.fogward.ledger.transaction.Simulation;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;

/** Checks the transactions of one block after another, and builds the world state from them. Not thread-safe. */
final class TransactionCheck {
    private final ContractRunner contract = new ContractRunner();
    private final WorldState state = new WorldState();
    private final Set<String> transactionIds = new HashSet<>();
    private final List<AnchoredRound> rounds;
    private final List<String> findings;
    private Optional<Founder> founder = Optional.empty();

    private record Founder(ByteString creator, PublicKey key) {}

    /** Adds what it sees to the lists. */
    TransactionCheck(List<AnchoredRound> rounds, List<String> findings) {
        this.rounds = rounds;
        this.findings = findings;
    }

    void check(Block block, LedgerHead head) {
        long number = block.getHeader().getNumber();
        for (int i = 0; i < block.getData().getDataCount(); i++) {
            String place = "block " + number + ", transaction " + i + ": ";
            try {
                SignedTransaction transaction =
                        SignedTransaction.parse(block.getData().getData(i));
                if (number == 0 && i == 0) {
                    found(place, transaction);
                }
                check(place, transaction, number, i, head);
            } catch (MalformedTransactionException e) {
                findings.add(place + e.getMessage());
            }
        }
    }

    private void found(String place, SignedTransaction transaction) {
        ByteString creator = transaction.invocation().creator();
        try {
            founder = Optional.of(
                    new Founder(creator, CreatorCertificate.parse(creator).getPublicKey()));
        } catch (GeneralSecurityException e) {
            findings.add(place + "the creator has no certificate: " + e.getMessage());
        }
    }

    private void check(String place, SignedTransaction transaction, long block, int index, LedgerHead head) {
        if (founder.isEmpty()
                || !founder.get().creator().equals(transaction.invocation().creator())) {
            findings.add(place + "the creator is not the identity that founded the ledger");
        } else if (!transaction.signedBy(founder.get().key())) {
            findings.add(place + "the signature is not the creator's");
        }
        if (!transactionIds.add(transaction.invocation().transactionId())) {
            findings.add(place + "the transaction id was used before");
        }
        boolean founding = transaction.simulation().isEmpty();
        if (founding != (block == 0 && index == 0)) {
            findings.add(place + "the type is wrong: a ledger is founded by its first transaction and by no other");
        }
        if (transaction.simulation().isPresent()) {
            Simulation recorded = transaction.simulation().get();
            if (repeats(place, transaction, recorded)) {
                StoredRound stored = StoredRound.fromJson(recorded.answer().toStringUtf8());
                rounds.add(new AnchoredRound(
                        stored.anchor(),
                        new AnchorReceipt(stored.transactionId(), block, head.hash(), true),
                        stored.at()));
            }
            state.apply(
                    recorded.accesses(),
                    Version.newBuilder().setBlockNum(block).setTxNum(index).build());
        }
    }

    private boolean repeats(String place, SignedTransaction transaction, Simulation recorded) {
        int before = findings.size();
        try {
            Simulation repeated = contract.submit(state, transaction.invocation());
            if (!repeated.accesses().getReadsList().equals(recorded.accesses().getReadsList())) {
                findings.add(place + "the read set is not what the contract reads");
            }
            if (!repeated.accesses().getWritesList().equals(recorded.accesses().getWritesList())) {
                findings.add(place + "the write set is not what the contract writes");
            }
            if (!repeated.event().equals(recorded.event())) {
                findings.add(place + "the event is not what the contract raises");
            }
            if (!repeated.answer().equals(recorded.answer())) {
                findings.add(place + "the answer is not what the contract gives");
            }
            if (!repeated.writes()) {
                findings.add(place + "the contract writes nothing for these arguments");
            }
        } catch (LedgerException e) {
            findings.add(place + "the contract refuses the arguments: " + e.getMessage());
        }
        return findings.size() == before;
    }
}
