package org.fogward.models.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * Threads for one network. A batch is always cut into {@value #PARTS} parts, and whatever the parts add up is added up in their
 * order: so the results have the same bits whatever the number of threads. For one caller at a time.
 */
public final class Workers implements AutoCloseable {

    /** How many parts a batch has: as many as a gateway has processors. */
    public static final int PARTS = 4;

    private final int threads;
    private final ForkJoinPool pool;

    /**
     * Starts threads.
     *
     * @param threads how many compute, the caller among them; 1 to {@value #PARTS}
     */
    public Workers(int threads) {
        if (threads < 1 || threads > PARTS) {
            throw new IllegalArgumentException("threads: " + threads + " is not between 1 and " + PARTS);
        }
        this.threads = threads;
        this.pool = new ForkJoinPool(Math.max(1, threads - 1));
    }

    /** Computes a range of examples, or of whatever else is cut into parts. */
    @FunctionalInterface
    interface Part {
        void compute(int part, int from, int to);
    }

    /** Computes all parts of {@code count} examples, and returns when the last is done. */
    void run(int count, Part work) {
        if (threads == 1 || count == 1) {
            for (int part = 0; part < PARTS; part++) {
                compute(count, part, work);
            }
            return;
        }
        List<ForkJoinTask<?>> others = new ArrayList<>(threads - 1);
        for (int thread = 1; thread < threads; thread++) {
            int first = thread;
            others.add(pool.submit(() -> computeEvery(first, count, work)));
        }
        computeEvery(0, count, work);
        others.forEach(ForkJoinTask::join);
    }

    @Override
    public void close() {
        pool.shutdown();
    }

    private void computeEvery(int first, int count, Part work) {
        for (int part = first; part < PARTS; part += threads) {
            compute(count, part, work);
        }
    }

    /** Whether a part of so many examples has any. */
    static boolean hasWork(int part, int count) {
        return count * part / PARTS < count * (part + 1) / PARTS;
    }

    private static void compute(int count, int part, Part work) {
        int from = count * part / PARTS;
        int to = count * (part + 1) / PARTS;
        if (from < to) {
            work.compute(part, from, to);
        }
    }
}
