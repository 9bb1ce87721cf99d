package org.fogward.ledger.order;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.channel.ConfigException;
import org.fogward.ledger.validate.CheckedTransaction;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
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
    private final Judge judge;
    private final Runnable afterBlock;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Lock making = new ReentrantLock();
    private final Thread thread;
    private volatile String refusal = "";
    private int lastBlock;

    /**
     * Begins to order.
     *
     * @param maker makes and stores blocks
     * @param commits told of every block
     * @param mostInABlock how many transactions a block may have
     * @param judge judges again what was judged under another configuration
     * @param afterBlock run after every block, by the thread that writes
     */
    public Orderer(BlockMaker maker, Commits commits, int mostInABlock, Judge judge, Runnable afterBlock) {
        this.maker = maker;
        this.commits = commits;
        this.mostInABlock = mostInABlock;
        this.judge = judge;
        this.afterBlock = afterBlock;
        thread = Thread.ofPlatform().name("ledger-orderer").daemon().start(this::order);
    }

    private record Waiting(CheckedTransaction transaction, long sequence) {}

    /**
     * Takes a transaction; it is not stored yet.
     *
     * @param transaction the transaction, judged by itself
     * @param sequence that of the configuration under which it was judged
     * @throws LedgerException {@link Reason#UNAVAILABLE} when the ledger cannot write, or too many wait
     */
    public void submit(CheckedTransaction transaction, long sequence) throws LedgerException {
        if (refusal.isEmpty() && !queue.offer(new Waiting(transaction, sequence))) {
            throw new LedgerException(Reason.UNAVAILABLE, MOST_WAITING + " transactions wait already");
        }
        requireWritable();
    }

    /**
     * Stores a new configuration, in a block of its own. When this returns, it counts.
     *
     * @param update the update with its signatures
     * @param guard may object to what the update gives
     * @param now the time
     * @throws LedgerException {@link Reason#INVALID} when the update does not fit, {@link Reason#UNAVAILABLE} when the
     *     ledger cannot write
     */
    public void configure(ConfigUpdateEnvelope update, ConfigGuard guard, Instant now) throws LedgerException {
        making.lock();
        try {
            requireWritable();
            maker.configure(update, guard, now);
            commits.committed(List.of());
            afterBlock.run();
        } catch (ConfigException e) {
            throw new LedgerException(Reason.INVALID, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            failed(e);
            thread.interrupt();
            throw new LedgerException(Reason.UNAVAILABLE, refusal, e);
        } finally {
            making.unlock();
        }
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
                List<Waiting> block = next();
                making.lock();
                try {
                    commits.committed(maker.store(current(block)));
                    afterBlock.run();
                } finally {
                    making.unlock();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The orderer was asked to end");
        } catch (IOException | RuntimeException e) {
            failed(e);
        } finally {
            refuse("the orderer ended");
            commits.end(refusal);
        }
    }

    private List<CheckedTransaction> current(List<Waiting> block) {
        long now = judge.sequence();
        return block.stream()
                .map(each -> each.sequence() == now ? each.transaction() : judge.again(each.transaction()))
                .toList();
    }

    private void failed(Exception e) {
        LOG.error("A write to the ledger failed; it takes writes when it is opened again", e);
        refuse("a write failed, so the ledger takes no more until it is opened again: " + e.getMessage());
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
    private List<Waiting> next() throws InterruptedException {
        List<Waiting> block = new ArrayList<>();
        Waiting next = queue.take();
        long until = System.nanoTime() + (lastBlock < MANY ? 0 : LINGER_NANOS);
        int bytes = 0;
        while (next != null) {
            block.add(next);
            ByteString envelope = next.transaction().bytes();
            bytes += envelope.size();
            boolean full = block.size() >= mostInABlock || bytes >= MOST_BYTES;
            long left = block.size() < 2 * lastBlock ? until - System.nanoTime() : 0;
            next = full ? null : queue.poll(Math.max(left, 0), TimeUnit.NANOSECONDS);
        }
        lastBlock = block.size();
        return block;
    }
}
