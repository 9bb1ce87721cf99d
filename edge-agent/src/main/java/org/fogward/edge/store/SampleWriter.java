package org.fogward.edge.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes samples. Whatever has come in while the last transaction went to disk goes into the next:
 * a single device pays one flush a sample, many devices share it.
 */
final class SampleWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SampleWriter.class);
    private static final int MAX_WAITING = 256;
    private static final SealedSample END = new SealedSample(new byte[0], 0, new byte[0], new CompletableFuture<>());

    private final GatewayDatabase database;
    private final StoreBounds bounds;
    private final BlockingQueue<SealedSample> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread thread;
    private volatile StoreTotals totals;
    private boolean closed;

    SampleWriter(GatewayDatabase database, StoreBounds bounds, int classes) {
        this.database = database;
        this.bounds = bounds;
        this.totals = database.read(handle -> stored(handle, classes));
        this.thread = Thread.ofPlatform().name("sample-writer").daemon().start(this::run);
    }

    StoreTotals totals() {
        return totals;
    }

    synchronized CompletableFuture<StoreOutcome> submit(SealedSample sample) {
        if (closed) {
            return CompletableFuture.failedFuture(new StoreException("the store is closed"));
        }
        if (!waiting.offer(sample)) {
            return CompletableFuture.failedFuture(new StoreException("too many samples wait for the disk"));
        }
        return sample.outcome();
    }

    @Override
    public void close() {
        try {
            synchronized (this) {
                if (closed) {
                    return;
                }
                closed = true;
            }
            waiting.put(END);
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<SealedSample> batch = new ArrayList<>();
        boolean last = false;
        try {
            while (!last) {
                batch.add(waiting.take());
                waiting.drainTo(batch);
                last = batch.remove(END);
                commit(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void commit(List<SealedSample> batch) {
        try {
            Committed committed = database.write(handle -> insert(handle, batch));
            totals = committed.totals();
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).outcome().complete(committed.outcomes().get(i));
            }
        } catch (RuntimeException e) {
            LOG.error("Cannot store samples: {}", e.getMessage());
            batch.forEach(sample -> sample.outcome().completeExceptionally(new StoreException("cannot write", e)));
        }
    }

    private Committed insert(Handle handle, List<SealedSample> batch) {
        List<StoreOutcome> outcomes = new ArrayList<>();
        StoreTotals sum = totals;
        for (SealedSample sample : batch) {
            if (SampleTable.contains(handle, sample.digest())) {
                outcomes.add(StoreOutcome.ALREADY_STORED);
            } else if (!sum.fits(sample.encrypted().length, bounds)) {
                outcomes.add(StoreOutcome.FULL);
            } else {
                SampleTable.insert(handle, sample);
                sum = sum.plus(sample.label(), 1, sample.encrypted().length);
                outcomes.add(StoreOutcome.STORED);
            }
        }
        return new Committed(sum, outcomes);
    }

    private static StoreTotals stored(Handle handle, int classes) {
        StoreTotals sum = StoreTotals.empty(classes);
        for (SampleTable.Total total : SampleTable.totals(handle)) {
            sum = sum.plus(total.label(), total.samples(), total.bytes());
        }
        return sum;
    }

    private record Committed(StoreTotals totals, List<StoreOutcome> outcomes) {}
}
