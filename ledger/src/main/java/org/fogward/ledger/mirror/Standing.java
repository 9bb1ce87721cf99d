package org.fogward.ledger.mirror;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** How a mirror is, for those who wait for it. Safe for several threads. */
final class Standing {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<String> trouble = Optional.empty();
    private boolean closed;

    /** False if it was so before. */
    boolean trouble(String sentence) {
        lock.lock();
        try {
            boolean news = !trouble.equals(Optional.of(sentence));
            trouble = Optional.of(sentence);
            return news && !closed;
        } finally {
            lock.unlock();
        }
    }

    void well() {
        lock.lock();
        try {
            trouble = Optional.empty();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Optional<String> trouble() {
        lock.lock();
        try {
            return trouble;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something is so, the mirror is closed, or patience ends; tells whether it is so. */
    boolean await(BooleanSupplier condition, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!condition.getAsBoolean() && left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
            return condition.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }
}
