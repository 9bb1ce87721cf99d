package org.fogward.ledger.embedded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.AnchoredRound;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.contract.StoredRound;
import org.fogward.ledger.state.ContractRunner;
import org.fogward.ledger.state.WorldState;
import org.fogward.ledger.transaction.Invocation;
import org.fogward.ledger.transaction.SignedTransaction;
import org.fogward.ledger.transaction.Simulation;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;

/** What follows from the chain: the world state, and which block holds which transaction. Safe for several threads. */
final class LedgerIndex {
    private final ContractRunner contract = new ContractRunner();
    private final WorldState state = new WorldState();
    private final Map<String, LedgerHead> blocks = new HashMap<>();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /** Adds the transactions of the block that is the chain's newest. */
    void add(LedgerHead head, List<SignedTransaction> transactions) {
        lock.writeLock().lock();
        try {
            for (int i = 0; i < transactions.size(); i++) {
                SignedTransaction transaction = transactions.get(i);
                Version version = Version.newBuilder()
                        .setBlockNum(head.height() - 1)
                        .setTxNum(i)
                        .build();
                transaction.simulation().ifPresent(result -> state.apply(result.accesses(), version));
                blocks.put(transaction.invocation().transactionId(), head);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    boolean isCurrent(KVRWSet accesses) {
        lock.readLock().lock();
        try {
            return state.isCurrent(accesses);
        } finally {
            lock.readLock().unlock();
        }
    }

    Simulation submit(Invocation invocation) throws LedgerException {
        lock.readLock().lock();
        try {
            return contract.submit(state, invocation);
        } finally {
            lock.readLock().unlock();
        }
    }

    String evaluate(Invocation invocation) throws LedgerException {
        lock.readLock().lock();
        try {
            return contract.evaluate(state, invocation);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** The rounds in the contract's answer to {@code rounds}, with the blocks that hold them. */
    List<AnchoredRound> located(String answer) throws LedgerException {
        List<AnchoredRound> rounds = new ArrayList<>();
        try {
            for (StoredRound stored : StoredRound.listFromJson(answer)) {
                rounds.add(new AnchoredRound(stored.anchor(), receipt(stored.transactionId(), true), stored.at()));
            }
        } catch (IllegalArgumentException e) {
            throw new LedgerException(Reason.CORRUPT, "the ledger holds " + e.getMessage(), e);
        }
        return List.copyOf(rounds);
    }

    AnchorReceipt receipt(String transactionId, boolean already) throws LedgerException {
        lock.readLock().lock();
        try {
            LedgerHead block = blocks.get(transactionId);
            if (block == null) {
                throw new LedgerException(Reason.CORRUPT, "no block holds the transaction " + transactionId);
            }
            return new AnchorReceipt(transactionId, block.height() - 1, block.hash(), already);
        } finally {
            lock.readLock().unlock();
        }
    }
}
