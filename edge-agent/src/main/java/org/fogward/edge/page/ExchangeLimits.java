package org.fogward.edge.page;

import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs each exchange on a virtual thread of its own, so many at a time and each for so long at most: whoever sends a request slowly, or
 * reads the answer slowly, is cut off, since a thread that is interrupted while it waits for a socket closes it. When all places are
 * taken, a newcomer gets that of whoever is longest at sending a request: those who send theirs at once are served, however many
 * do not. The JDK's own limits hold for a whole process and are set by system properties. Thread-safe.
 */
final class ExchangeLimits implements Executor, AutoCloseable {
    private final int atOnce;
    private final Duration longest;
    private final Set<Thread> inside = new HashSet<>();
    /** Those inside whose request is not whole, the oldest first. */
    private final Set<Thread> asking = new LinkedHashSet<>();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("page-deadlines").daemon().factory());

    ExchangeLimits(int atOnce, Duration longest) {
        this.atOnce = atOnce;
        this.longest = longest;
    }

    /** @throws RejectedExecutionException if all are being served: then the server closes the connection */
    @Override
    public void execute(Runnable exchange) {
        Thread thread = Thread.ofVirtual().name("page").unstarted(() -> {
            try {
                limited(exchange);
            } finally {
                leave();
            }
        });
        enter(thread);
        thread.start();
    }

    /** The request of the exchange on this thread is whole: from now on its place is its own. */
    synchronized void requestRead() {
        asking.remove(Thread.currentThread());
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private synchronized void enter(Thread thread) {
        if (inside.size() >= atOnce) {
            Iterator<Thread> oldestFirst = asking.iterator();
            if (!oldestFirst.hasNext()) {
                throw new RejectedExecutionException("too many exchanges");
            }
            Thread oldest = oldestFirst.next();
            oldestFirst.remove();
            inside.remove(oldest);
            oldest.interrupt();
        }
        inside.add(thread);
        asking.add(thread);
    }

    private synchronized void leave() {
        inside.remove(Thread.currentThread());
        asking.remove(Thread.currentThread());
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
