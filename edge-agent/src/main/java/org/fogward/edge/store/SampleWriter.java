package org.fogward.edge.store;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
    private static final long IDLE_SECONDS = 2;
    private static final WaitingSample END =
            new WaitingSample(new byte[0], 0, "", new byte[0], new CompletableFuture<>());

    private final GatewayDatabase database;
    private final SampleSeal seal;
    private final StoreBounds bounds;
    private final int classes;
    private final Clock clock;
    private final BlockingQueue<WaitingSample> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread thread;
    private volatile StoreTotals totals;
    private boolean closed;

    SampleWriter(GatewayDatabase database, SampleSeal seal, StoreBounds bounds, int classes, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.bounds = bounds;
        this.classes = classes;
        this.clock = clock;
        this.totals = database.write(handle -> {
            seal.takeOver(handle, today());
            expire(handle);
            return stored(handle);
        });
        this.thread = Thread.ofPlatform().name("sample-writer").daemon().start(this::run);
    }

    StoreTotals totals() {
        return totals;
    }

    synchronized CompletableFuture<StoreOutcome> submit(WaitingSample sample) {
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
        List<WaitingSample> batch = new ArrayList<>();
        boolean last = false;
        try {
            while (!last) {
                WaitingSample first = waiting.poll(IDLE_SECONDS, TimeUnit.SECONDS);
                if (first == null) {
                    tidy();
                } else {
                    batch.add(first);
                    waiting.drainTo(batch);
                    last = batch.remove(END);
                    commit(batch);
                    batch.clear();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void commit(List<WaitingSample> batch) {
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

    /** Deletes what is too old, and hears of what another process has deleted. */
    void tidy() {
        try {
            totals = database.write(handle -> {
                expire(handle);
                return stored(handle);
            });
        } catch (RuntimeException e) {
            LOG.error("Cannot delete old samples: {}", e.getMessage());
        }
    }

    private Committed insert(Handle handle, List<WaitingSample> batch) {
        expire(handle);
        StoreTotals sum = stored(handle);
        List<StoreOutcome> outcomes = new ArrayList<>();
        for (WaitingSample sample : batch) {
            Optional<PatientKeys.Patient> patient = seal.patients().find(handle, sample.patient());
            if (SampleTable.contains(handle, sample.digest())) {
                outcomes.add(StoreOutcome.ALREADY_STORED);
            } else if (patient.isEmpty()) {
                outcomes.add(StoreOutcome.FORGOTTEN);
            } else {
                byte[] encrypted = seal.seal(patient.get().cipher(), sample);
                sum = room(handle, sum, encrypted.length);
                if (sum.fits(encrypted.length, bounds)) {
                    SampleTable.insert(handle, sample, patient.get().id(), today(), encrypted);
                    sum = sum.plus(sample.label(), 1, encrypted.length);
                    outcomes.add(StoreOutcome.STORED);
                } else {
                    outcomes.add(StoreOutcome.FULL);
                }
            }
        }
        return new Committed(sum, outcomes);
    }

    /** Drops the oldest samples until one of this length fits, where that is wanted and possible. */
    private StoreTotals room(Handle handle, StoreTotals now, int bytes) {
        StoreTotals sum = now;
        boolean drops = bounds.whenFull() == StoreBounds.WhenFull.DROP_OLDEST && bytes <= bounds.maxBytes();
        while (drops && !sum.fits(bytes, bounds)) {
            List<SampleTable.Row> oldest = SampleTable.rows(SampleTable.oldest(handle));
            sum = sum.plus(
                    delete(handle, oldest.getFirst()), -1, -oldest.getFirst().encrypted().length);
        }
        return sum;
    }

    private void expire(Handle handle) {
        if (bounds.maxDays().isPresent()) {
            long first = today() - bounds.maxDays().getAsInt();
            SampleTable.rows(SampleTable.before(handle, first)).forEach(row -> delete(handle, row));
        }
    }

    /** Its class stands in the sample alone, so that the disk does not tell what a patient has. */
    int delete(Handle handle, SampleTable.Row row) {
        int label = seal.open(row).label();
        SampleTable.delete(handle, row, label);
        return label;
    }

    private long today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
    }

    private StoreTotals stored(Handle handle) {
        StoreTotals sum = StoreTotals.empty(classes);
        for (SampleTable.Total total : SampleTable.totals(handle)) {
            sum = sum.plus(total.label(), total.samples(), total.bytes());
        }
        return sum;
    }

    private record Committed(StoreTotals totals, List<StoreOutcome> outcomes) {}
}
