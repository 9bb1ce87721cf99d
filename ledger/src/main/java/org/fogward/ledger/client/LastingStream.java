package org.fogward.ledger.client;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.GatewayRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream of a ledger's that is opened again from where it was whenever it breaks. For one thread, but any thread may close it.
 *
 * @param <S> what the ledger sends
 * @param <T> what is made of it
 */
final class LastingStream<S, T> {
    private static final Logger LOG = LoggerFactory.getLogger(LastingStream.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String name;
    private final Supplier<CloseableIterator<S>> opening;
    private final Function<S, Optional<T>> taking;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Lock lock = new ReentrantLock();
    private Optional<CloseableIterator<S>> stream = Optional.empty();
    private Optional<T> next = Optional.empty();
    private Duration pause = FIRST_PAUSE;

    /**
     * A stream that is opened when it is first asked.
     *
     * @param name what comes, in the plural
     * @param opening opens the stream from where it has come to
     * @param taking makes something of what was sent, or nothing if that was there before
     */
    LastingStream(String name, Supplier<CloseableIterator<S>> opening, Function<S, Optional<T>> taking) {
        this.name = name;
        this.opening = opening;
        this.taking = taking;
    }

    boolean hasNext() {
        while (next.isEmpty() && !isClosed()) {
            try {
                Optional<CloseableIterator<S>> current = connected();
                if (current.isEmpty()) {
                    return false;
                }
                if (current.get().hasNext()) {
                    next = taking.apply(current.get().next());
                    pause = FIRST_PAUSE;
                } else {
                    reconnectLater("it ended");
                }
            } catch (GatewayRuntimeException e) {
                reconnectLater(String.valueOf(e.getMessage()));
            }
        }
        return next.isPresent();
    }

    T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the " + name + " were closed");
        }
        T given = next.orElseThrow();
        next = Optional.empty();
        return given;
    }

    void close() {
        lock.lock();
        try {
            closed.countDown();
            stream.ifPresent(CloseableIterator::close);
        } finally {
            lock.unlock();
        }
    }

    private Optional<CloseableIterator<S>> connected() {
        lock.lock();
        try {
            if (stream.isEmpty() && !isClosed()) {
                stream = Optional.of(opening.get());
            }
            return isClosed() ? Optional.empty() : stream;
        } finally {
            lock.unlock();
        }
    }

    private void reconnectLater(String why) {
        lock.lock();
        try {
            stream.ifPresent(CloseableIterator::close);
            stream = Optional.empty();
        } finally {
            lock.unlock();
        }
        if (isClosed()) {
            return;
        }
        LOG.info("The stream of ledger {} broke and is opened again: {}", name, why);
        try {
            closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Whoever asks this thread to end wants no more of it.
            Thread.currentThread().interrupt();
            close();
        }
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }
}
