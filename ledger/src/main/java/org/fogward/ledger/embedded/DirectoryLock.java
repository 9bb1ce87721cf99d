package org.fogward.ledger.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;

/**
 * Keeps a second writer out of a ledger. The lock is on a file of its own that nobody reads: POSIX releases all locks
 * that a process has on a file when it closes any of its descriptors for that file.
 */
final class DirectoryLock implements Closeable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock take(Path directory) throws IOException, LedgerException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locks(channel)) {
            channel.close();
            throw new LedgerException(Reason.UNAVAILABLE, "the ledger in " + directory + " is open already");
        }
        return new DirectoryLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null && lock.isValid();
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
