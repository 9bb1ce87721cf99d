package org.fogward.sim.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a thread clean up when the process is told to end (SIGINT, SIGTERM): the thread is interrupted, and the process waits until
 * it has closed this, a while at most.
 */
final class Ending implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    private Ending(Thread working) {
        hook = new Thread(() -> end(working), "ending");
    }

    static Ending ofThisThread() {
        Ending ending = new Ending(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(ending.hook);
        return ending;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The hook is what called.
        }
    }

    private void end(Thread working) {
        working.interrupt();
        try {
            closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
