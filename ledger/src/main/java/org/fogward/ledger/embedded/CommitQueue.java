package org.fogward.ledger.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.transaction.SignedTransaction;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;

/**
 * Group commit: whoever gets the lock first puts everything that waits into one block, so that callers at the same time
 * share one wait for the disk. Safe for several threads.
 */
final class CommitQueue {
    private static final int MOST_IN_A_BLOCK = 256;

    private final LedgerStore store;
    private final LedgerIndex index;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final Lock lock = new ReentrantLock();

    private enum Outcome {
        OPEN,
        COMMITTED,
        OUTDATED,
        FAILED
    }

    private static final class Waiting {
        private final SignedTransaction transaction;
        private Outcome outcome = Outcome.OPEN;

        private Waiting(SignedTransaction transaction) {
            this.transaction = transaction;
        }
    }

    CommitQueue(LedgerStore store, LedgerIndex index) {
        this.store = store;
        this.index = index;
    }

    /** False when another transaction changed meanwhile what this one had read; then it is not stored. */
    boolean commit(SignedTransaction transaction) throws LedgerException {
        Waiting waiting = new Waiting(transaction);
        queue.add(waiting);
        lock.lock();
        try {
            while (waiting.outcome == Outcome.OPEN) {
                commitSome();
            }
        } finally {
            lock.unlock();
        }
        if (waiting.outcome == Outcome.FAILED) {
            throw new LedgerException(
                    Reason.UNAVAILABLE,
                    "the write that this transaction was to be part of failed; open the ledger again");
        }
        return waiting.outcome == Outcome.COMMITTED;
    }

    LedgerHead head() {
        lock.lock();
        try {
            return store.head();
        } finally {
            lock.unlock();
        }
    }

    void close() throws IOException {
        lock.lock();
        try {
            store.close();
        } finally {
            lock.unlock();
        }
    }

    private void commitSome() throws LedgerException {
        List<Waiting> block = new ArrayList<>();
        Set<String> written = new HashSet<>();
        for (int i = 0; i < MOST_IN_A_BLOCK && !queue.isEmpty(); i++) {
            Waiting next = queue.remove();
            KVRWSet accesses = next.transaction.simulation().orElseThrow().accesses();
            if (accesses.getReadsList().stream().map(KVRead::getKey).noneMatch(written::contains)
                    && index.isCurrent(accesses)) {
                block.add(next);
                accesses.getWritesList().stream().map(KVWrite::getKey).forEach(written::add);
            } else {
                next.outcome = Outcome.OUTDATED;
            }
        }
        if (block.isEmpty()) {
            return;
        }
        // Whatever goes wrong, nobody who waits is left without an answer.
        block.forEach(waiting -> waiting.outcome = Outcome.FAILED);
        store.append(block.stream().map(waiting -> waiting.transaction).toList(), index);
        block.forEach(waiting -> waiting.outcome = Outcome.COMMITTED);
    }
}
