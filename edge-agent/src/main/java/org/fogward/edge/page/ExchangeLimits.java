package org.fogward.edge.page;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs each exchange on a virtual thread of its own, so many at a time and each for so long at most: whoever sends a request slowly, or
 * reads the answer slowly, is cut off, since a thread that is interrupted while it waits for a socket closes it. The JDK's own limits
 * hold for a whole process and are set by system properties. Thread-safe.
 */
final class ExchangeLimits implements Executor, AutoCloseable {
    private final Semaphore places;
    private final Duration longest;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("page-deadlines").daemon().factory());

    ExchangeLimits(int atOnce, Duration longest) {
        this.places = new Semaphore(atOnce);
        this.longest = longest;
    }

    /** @throws RejectedExecutionException if there are too many: then the server closes the connection */
    @Override
    public void execute(Runnable exchange) {
        if (!places.tryAcquire()) {
            throw new RejectedExecutionException("too many exchanges");
        }
        try {
            Thread.ofVirtual().name("page").start(() -> {
                try {
                    limited(exchange);
                } finally {
                    places.release();
                }
            });
        } catch (RuntimeException | Error e) {
            places.release();
            throw e;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void limited(Runnable exchange) {
        Thread own = Thread.currentThread();
        Future<?> deadline;
        try {
            deadline = timer.schedule(own::interrupt, longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            return;
        }
        try {
            exchange.run();
        } finally {
            deadline.cancel(false);
        }
    }
}
