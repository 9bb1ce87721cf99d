package org.fogward.protocol.seal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits to be done for many, done one after another by one thread: each peer's work in its order, and one piece of each peer's in
 * turn, so that whoever brings much waits for themselves alone. Thread-safe.
 */
final class FairInbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FairInbox.class);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final InboxLimits limits;
    private final Thread worker;
    // In the order in which they have their turns.
    private final Map<String, Waiting> peers = new LinkedHashMap<>();
    private long bytes;
    private boolean closed;

    private record Piece(int bytes, Runnable work) {}

    private static final class Waiting {
        private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
        private long bytes;
    }

    /** An inbox whose thread works. */
    FairInbox(InboxLimits limits) {
        this.limits = limits;
        this.worker = Thread.ofPlatform().daemon().name("fair-inbox").start(this::work);
    }

    /**
     * Puts work in. Waits while all together have too much waiting.
     *
     * @param peer for whom
     * @param size what it holds in memory, bytes
     * @return false if the peer has too much waiting, and this is left out
     */
    synchronized boolean put(String peer, int size, Runnable work) {
        if (isTooMuch(peer, size)) {
            return false;
        }
        while (!closed && bytes > 0 && bytes + size > limits.bytesOfAll()) {
            if (!pause()) {
                return false;
            }
        }
        add(peer, size, work);
        return true;
    }

    /** Puts work in that is nobody's, and never left out. */
    synchronized void put(Runnable work) {
        add("", 0, work);
    }

    /** Ends after what is being done now. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            peers.clear();
            notifyAll();
        }
        try {
            if (Thread.currentThread() != worker && !worker.join(CLOSE)) {
                LOG.warn("an inbox was closed while it was busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isTooMuch(String peer, int size) {
        Waiting waiting = peers.get(peer);
        return waiting != null
                && !waiting.pieces.isEmpty()
                && (waiting.pieces.size() >= limits.messages() || waiting.bytes + size > limits.bytes());
    }

    private void add(String peer, int size, Runnable work) {
        if (!closed) {
            Waiting waiting = peers.computeIfAbsent(peer, _ -> new Waiting());
            waiting.pieces.add(new Piece(size, work));
            waiting.bytes += size;
            bytes += size;
            notifyAll();
        }
    }

    private void work() {
        for (Optional<Piece> next = next(); next.isPresent(); next = next()) {
            try {
                next.get().work().run();
            } catch (RuntimeException e) {
                LOG.error("a message could not be handled", e);
            }
        }
    }

    private synchronized Optional<Piece> next() {
        while (!closed && peers.isEmpty()) {
            if (!pause()) {
                return Optional.empty();
            }
        }
        if (closed) {
            return Optional.empty();
        }
        String peer = peers.keySet().iterator().next();
        Waiting waiting = peers.remove(peer);
        Piece piece = waiting.pieces.remove();
        waiting.bytes -= piece.bytes();
        bytes -= piece.bytes();
        if (!waiting.pieces.isEmpty()) {
            peers.put(peer, waiting);
        }
        notifyAll();
        return Optional.of(piece);
    }

    private synchronized boolean pause() {
        try {
            wait();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
