package org.fogward.ledger.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.state.CommittedTransaction;
import org.fogward.ledger.state.LedgerState;
import org.fogward.ledger.state.TransactionEntry;

/** Lets callers wait for a transaction or a block. Safe for several threads. */
public final class Commits {
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final LedgerState state;
    private final Executor executor;
    private final Map<String, List<CompletableFuture<TransactionEntry>>> waiting = new HashMap<>();
    private final Lock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private Optional<LedgerException> end = Optional.empty();

    /**
     * Nothing was committed yet since the ledger was opened.
     *
     * @param state the ledger
     * @param executor runs what others do when their transaction is there, so that they cannot hold up the next block
     */
    public Commits(LedgerState state, Executor executor) {
        this.state = state;
        this.executor = executor;
    }

    /**
     * Waits for a transaction, which need not have been submitted yet. Whoever gives up calls {@link #forget}.
     *
     * @param transactionId its id
     * @return done when it is in a block, valid or not; failed with a {@link LedgerException} when no block comes any more
     */
    public CompletableFuture<TransactionEntry> transaction(String transactionId) {
        CompletableFuture<TransactionEntry> future = new CompletableFuture<>();
        lock.lock();
        try {
            Optional<TransactionEntry> committed = state.transaction(transactionId);
            if (committed.isPresent()) {
                future.complete(committed.get());
            } else if (end.isPresent()) {
                future.completeExceptionally(end.get());
            } else {
                waiting.computeIfAbsent(transactionId, _ -> new ArrayList<>(1)).add(future);
            }
        } finally {
            lock.unlock();
        }
        return future;
    }

    /**
     * Waits no more.
     *
     * @param transactionId a transaction's id
     * @param future what {@link #transaction} gave for it
     */
    public void forget(String transactionId, CompletableFuture<TransactionEntry> future) {
        lock.lock();
        try {
            waiting.computeIfPresent(transactionId, (_, futures) -> {
                futures.remove(future);
                return futures.isEmpty() ? null : futures;
            });
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a block is there.
     *
     * @param number its number
     * @param cancelled asked now and then whether nobody wants it any more
     * @return false when it was cancelled, or no block comes any more
     * @throws InterruptedException when the thread was interrupted
     */
    public boolean awaitBlock(long number, BooleanSupplier cancelled) throws InterruptedException {
        lock.lock();
        try {
            while (state.head().height() <= number) {
                if (cancelled.getAsBoolean() || end.isPresent()) {
                    return false;
                }
                moved.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Called after the state holds the block: whoever looked before that waits, whoever looks later sees it. */
    void committed(List<CommittedTransaction> block) {
        lock.lock();
        try {
            moved.signalAll();
            for (CommittedTransaction each : block) {
                List<CompletableFuture<TransactionEntry>> futures = waiting.remove(each.transactionId());
                Optional<TransactionEntry> entry = state.transaction(each.transactionId());
                if (futures != null && entry.isPresent()) {
                    futures.forEach(future -> executor.execute(() -> future.complete(entry.get())));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** No block comes any more. */
    void end(String message) {
        LedgerException reason = new LedgerException(Reason.UNAVAILABLE, message);
        lock.lock();
        try {
            end = Optional.of(reason);
            moved.signalAll();
            waiting.values()
                    .forEach(futures ->
                            futures.forEach(future -> executor.execute(() -> future.completeExceptionally(reason))));
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }
}
