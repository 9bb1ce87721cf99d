package org.fogward.ledger.order;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.validate.CheckedTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts everything that waits into one block, so that callers at the same time share one wait for the disk. After a failed
 * write it takes nothing any more: what is on the disk is uncertain until the ledger is opened again. Safe for several
 * threads; one of its own writes.
 */
public final class Orderer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Orderer.class);
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final int MANY = 4;
    private static final long LINGER_NANOS = 2_000_000;

    private final BlockMaker maker;
    private final Commits commits;
    private final int mostInABlock;
    private final Runnable afterBlock;
    private final BlockingQueue<CheckedTransaction> queue = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private volatile String refusal = "";
    private int lastBlock;

    /**
     * Begins to order.
     *
     * @param maker makes and stores blocks
     * @param commits told of every block
     * @param mostInABlock how many transactions a block may have
     * @param afterBlock run after every block, by the thread that writes
     */
    public Orderer(BlockMaker maker, Commits commits, int mostInABlock, Runnable afterBlock) {
        this.maker = maker;
        this.commits = commits;
        this.mostInABlock = mostInABlock;
        this.afterBlock = afterBlock;
        thread = Thread.ofPlatform().name("ledger-orderer").daemon().start(this::order);
    }

    /**
     * Takes a transaction; it is not stored yet.
     *
     * @param transaction the transaction, judged by itself
     * @throws LedgerException {@link Reason#UNAVAILABLE} when the ledger cannot write, or too many wait
     */
    public void submit(CheckedTransaction transaction) throws LedgerException {
        if (refusal.isEmpty() && !queue.offer(transaction)) {
            throw new LedgerException(Reason.UNAVAILABLE, MOST_WAITING + " transactions wait already");
        }
        requireWritable();
    }

    /**
     * Whether it still writes.
     *
     * @throws LedgerException {@link Reason#UNAVAILABLE}, saying why not
     */
    public void requireWritable() throws LedgerException {
        if (!refusal.isEmpty()) {
            throw new LedgerException(Reason.UNAVAILABLE, refusal);
        }
    }

    @Override
    public void close() {
        refuse("the ledger is closed");
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void order() {
        try {
            while (refusal.isEmpty()) {
                commits.committed(maker.store(next()));
                afterBlock.run();
            }
        } catch (InterruptedException e) {
            LOG.debug("The orderer was asked to end");
        } catch (IOException | RuntimeException e) {
            LOG.error("A write to the ledger failed; it takes writes when it is opened again", e);
            refuse("a write failed, so the ledger takes no more until it is opened again: " + e.getMessage());
        } finally {
            refuse("the orderer ended");
            commits.end(refusal);
        }
    }

    private synchronized void refuse(String why) {
        if (refusal.isEmpty()) {
            refusal = why;
        }
    }

    /**
     * All that waits. While many come at the same time, it waits a little for more: a block costs a signature and a write
     * whatever is in it. Whoever comes alone does not wait.
     */
    private List<CheckedTransaction> next() throws InterruptedException {
        List<CheckedTransaction> block = new ArrayList<>();
        CheckedTransaction next = queue.take();
        long until = System.nanoTime() + (lastBlock < MANY ? 0 : LINGER_NANOS);
        int bytes = 0;
        while (next != null) {
            block.add(next);
            ByteString envelope = next.bytes();
            bytes += envelope.size();
            boolean full = block.size() >= mostInABlock || bytes >= MOST_BYTES;
            long left = block.size() < 2 * lastBlock ? until - System.nanoTime() : 0;
            next = full ? null : queue.poll(Math.max(left, 0), TimeUnit.NANOSECONDS);
        }
        lastBlock = block.size();
        return block;
    }
}
