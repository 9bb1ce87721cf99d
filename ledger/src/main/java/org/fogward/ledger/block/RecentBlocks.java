package org.fogward.ledger.block;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Reads blocks, the newest ones from memory: whoever waited for a block asks for it at once. Safe for several threads. */
public final class RecentBlocks {
    private static final long MOST_BYTES = 8 * 1024 * 1024;

    private final BlockStore store;
    private final Map<Long, byte[]> recent = new LinkedHashMap<>();
    private final Lock lock = new ReentrantLock();
    private long bytes;

    /**
     * A reader.
     *
     * @param store where all blocks are
     */
    public RecentBlocks(BlockStore store) {
        this.store = store;
    }

    /**
     * Keeps a block that was stored just now, until newer ones need the room.
     *
     * @param number its number
     * @param block its bytes
     */
    public void remember(long number, byte[] block) {
        lock.lock();
        try {
            recent.put(number, block);
            bytes += block.length;
            var oldest = recent.values().iterator();
            while (bytes > MOST_BYTES && oldest.hasNext()) {
                bytes -= oldest.next().length;
                oldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reads a block.
     *
     * @param number its number
     * @return its bytes, or nothing when there is no such block
     * @throws IOException when it cannot be read, or is damaged
     */
    public Optional<byte[]> read(long number) throws IOException {
        lock.lock();
        try {
            byte[] known = recent.get(number);
            if (known != null) {
                return Optional.of(known);
            }
        } finally {
            lock.unlock();
        }
        return store.read(number);
    }
}
