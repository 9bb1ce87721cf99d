package org.fogward.protocol.auditlog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * The audit log of a state directory: {@code audit.log}, a line of JSON for each entry, each with the SHA-256 of the line before, so
 * that a line cannot be changed, left out or put in without its being seen. An entry is on the disk when {@link #write} returns. A full
 * file is set aside, and the chain goes on in the next one. Several processes may write to it. Thread-safe.
 */
public final class AuditLog {

    /** The end of the log was torn, as by a power cut, and was cut off. */
    private static final AuditedAction TORN_END_REMOVED = () -> "torn-end-removed";

    private static final int FULL_BYTES = 4 << 20;
    private static final int MOST_DETAIL = 500;
    private static final int MOST_NAME = 128;
    private static final long LOCK_TRIES = 2_000;
    private static final long LOCK_PAUSE_NANOS = 5_000_000;

    private final AuditFiles files;
    private final Path lockFile;
    private final Clock clock;
    private final int fullBytes;

    /**
     * The log in a directory; files are made with the first entry.
     *
     * @param directory a state directory
     */
    public AuditLog(Path directory, Clock clock) {
        this(directory, clock, FULL_BYTES);
    }

    AuditLog(Path directory, Clock clock, int fullBytes) {
        files = new AuditFiles(directory);
        lockFile = directory.resolve(AuditFiles.NAME + ".lock");
        this.clock = clock;
        this.fullBytes = fullBytes;
    }

    /**
     * Writes an entry.
     *
     * @param who an account's name; empty if it is not known
     * @param address where the request came from; empty for a command
     * @param detail more about it; no secrets; cut after 500 characters
     * @throws UncheckedIOException if it cannot be written: then what it tells of must not be done either
     */
    public synchronized void write(String who, String address, AuditedAction action, String detail) {
        try (FileChannel locked = open(lockFile);
                FileLock _ = lock(locked)) {
            append(who, address, action, detail);
        } catch (IOException e) {
            throw new UncheckedIOException("audit.log cannot be written: " + e.getMessage(), e);
        }
    }

    /** The newest entries, newest first; lines that are damaged are left out. */
    public List<AuditEntry> newest(int most) {
        Deque<AuditEntry> newest = new ArrayDeque<>();
        try {
            List<Path> all = files.all();
            for (Path file : all.subList(Math.max(0, all.size() - 2), all.size())) {
                AuditFiles.read(file, (line, whole) -> AuditLine.parse(line).ifPresent(read -> {
                    newest.addFirst(read.entry());
                    if (newest.size() > most) {
                        newest.removeLast();
                    }
                }));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("audit.log cannot be read: " + e.getMessage(), e);
        }
        return List.copyOf(newest);
    }

    private void append(String who, String address, AuditedAction action, String detail) throws IOException {
        Optional<byte[]> before = Optional.empty();
        try (FileChannel channel = open(files.current())) {
            long torn = cutTornEnd(channel);
            before = last(channel);
            if (torn > 0) {
                before = Optional.of(put(channel, before, "", "", TORN_END_REMOVED, torn + " bytes"));
            }
            if (channel.size() < fullBytes) {
                put(channel, before, who, address, action, detail);
                return;
            }
        }
        Files.move(files.current(), files.full(number(before)), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel channel = open(files.current())) {
            put(channel, before, who, address, action, detail);
        }
    }

    private byte[] put(
            FileChannel channel,
            Optional<byte[]> before,
            String who,
            String address,
            AuditedAction action,
            String detail)
            throws IOException {
        AuditEntry entry = new AuditEntry(
                number(before) + 1,
                clock.instant(),
                cut(who, MOST_NAME),
                cut(address, MOST_NAME),
                action.word(),
                cut(detail, MOST_DETAIL));
        byte[] line = new AuditLine(entry, before.map(AuditLine::digest).orElse(AuditLine.NOTHING)).bytes();
        ByteBuffer buffer =
                ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        long end = channel.size();
        channel.position(end);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (IOException e) {
            channel.truncate(end);
            throw e;
        }
        return line;
    }

    /** A damaged last line has no number of its own; the entry after it says so by beginning at 1 again. */
    private static long number(Optional<byte[]> line) {
        return line.flatMap(AuditLine::parse).map(read -> read.entry().number()).orElse(0L);
    }

    /** Whatever stands after the last line's end was never acknowledged. */
    private static long cutTornEnd(FileChannel channel) throws IOException {
        byte[] end = end(channel);
        int torn = 0;
        while (torn < end.length && end[end.length - 1 - torn] != '\n') {
            torn++;
        }
        if (torn > 0) {
            channel.truncate(channel.size() - torn);
            channel.force(true);
        }
        return torn;
    }

    private Optional<byte[]> last(FileChannel channel) throws IOException {
        byte[] end = end(channel);
        if (end.length == 0) {
            return files.lastOfFull();
        }
        int from = end.length - 1;
        while (from > 0 && end[from - 1] != '\n') {
            from--;
        }
        return Optional.of(Arrays.copyOfRange(end, from, end.length - 1));
    }

    private static byte[] end(FileChannel channel) throws IOException {
        ByteBuffer end = ByteBuffer.allocate((int) Math.min(channel.size(), 2L * AuditLine.MOST_BYTES));
        long from = channel.size() - end.capacity();
        while (end.hasRemaining()) {
            if (channel.read(end, from + end.position()) < 0) {
                throw new IOException("it became shorter while it was read");
            }
        }
        return end.array();
    }

    private static FileChannel open(Path file) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? FileChannel.open(
                        file,
                        options,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : FileChannel.open(file, options);
    }

    /** A lock within this process is no wait but an exception. */
    private static FileLock lock(FileChannel channel) throws IOException {
        for (long tries = 0; tries < LOCK_TRIES; tries++) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException held) {
                LockSupport.parkNanos(LOCK_PAUSE_NANOS);
            }
        }
        throw new IOException("another part of this process holds " + AuditFiles.NAME);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
