package org.fogward.fuzzing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Runs a target and holds it to the memory that it may take. */
final class Measured {
    private static final int TRIES = 3;

    private final FuzzTarget target;
    private final long mostBytes;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    Measured(FuzzTarget target) {
        this.target = target;
        this.mostBytes = target.mostBytes();
    }

    /** Tries again what took too much: what classes take when they are loaded does not count. */
    void run(byte[] input) throws Exception {
        for (int i = 1; taken(input) > mostBytes; i++) {
            Promise.that(i < TRIES, "memory: more than " + mostBytes + " bytes for an input of " + input.length);
        }
    }

    private long taken(byte[] input) throws Exception {
        long before = threads.getCurrentThreadAllocatedBytes();
        target.run(input);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
