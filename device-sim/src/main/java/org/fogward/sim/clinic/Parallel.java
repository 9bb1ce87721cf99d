package org.fogward.sim.clinic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Does the same with many things at the same time. */
final class Parallel {
    private Parallel() {}

    /**
     * One piece of work.
     *
     * @param <T> what it is done with
     */
    interface Work<T> {
        /** Does it. */
        void with(T item) throws Exception;
    }

    /**
     * Waits until all is done, or the first has failed; the others are interrupted then.
     *
     * @throws ExecutionException with the first failure
     */
    static <T> void run(Collection<T> items, Work<T> work) throws ExecutionException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ExecutorCompletionService<Boolean> done = new ExecutorCompletionService<>(threads);
            List<T> all = new ArrayList<>(items);
            all.forEach(item -> done.submit(() -> {
                work.with(item);
                return true;
            }));
            try {
                for (int i = 0; i < all.size(); i++) {
                    done.take().get();
                }
            } catch (ExecutionException | InterruptedException e) {
                threads.shutdownNow();
                throw e;
            }
        }
    }
}
