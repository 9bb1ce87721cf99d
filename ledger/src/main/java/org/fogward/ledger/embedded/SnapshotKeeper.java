package org.fogward.ledger.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.fogward.ledger.state.LedgerState;
import org.fogward.ledger.state.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores the state now and then, beside the chain. A failure costs time at the next opening and nothing else. */
final class SnapshotKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);

    private final LedgerState state;
    private final Path file;
    private final int every;
    private final Lock writing = new ReentrantLock();
    private long stored;

    /** Keeps a file that holds the state of so many blocks; 0: there is none. */
    SnapshotKeeper(LedgerState state, Path file, long stored, int every) {
        this.state = state;
        this.file = file;
        this.stored = stored;
        this.every = every;
    }

    /** Called after each block, by the thread that writes blocks. */
    void afterBlock() {
        if (state.head().height() - stored < every) {
            return;
        }
        LedgerState now = state.copy();
        stored = now.head().height();
        Thread.ofPlatform().name("ledger-snapshot").daemon().start(() -> write(now));
    }

    /** Called when no block comes any more. */
    void close() {
        if (state.head().height() > stored) {
            write(state);
        }
    }

    private void write(LedgerState now) {
        writing.lock();
        try {
            Snapshot.write(file, now);
        } catch (IOException e) {
            LOG.warn("The snapshot {} cannot be written; the next opening takes longer: {}", file, e.getMessage());
        } finally {
            writing.unlock();
        }
    }
}
