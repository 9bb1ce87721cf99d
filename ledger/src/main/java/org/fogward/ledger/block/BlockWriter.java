package org.fogward.ledger.block;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends blocks to a block file. Not thread-safe.
 *
 * <p>It writes by {@link RandomAccessFile}, because a {@link FileChannel} closes itself when a thread that uses it is
 * interrupted, and the writing thread is a caller's.
 */
public final class BlockWriter implements Closeable {
    private final RandomAccessFile file;
    private long end;

    /**
     * Opens a file, makes it when it is not there, and cuts off what lies behind the given position.
     *
     * @param path the block file
     * @param end where the next block goes, in bytes from the beginning
     * @throws IOException when the file or its directory cannot be written
     */
    public BlockWriter(Path path, long end) throws IOException {
        this.end = end;
        file = new RandomAccessFile(path.toFile(), "rw");
        try {
            file.setLength(end);
            file.seek(end);
            file.getFD().sync();
            try (FileChannel directory = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Appends a block and waits until the device has it.
     *
     * @param block the block's bytes, at most 16 MiB
     * @return where the block ends, in bytes from the beginning of the file
     * @throws IOException when it is not certain that the block is stored; nothing may be appended after that
     */
    public long append(byte[] block) throws IOException {
        if (block.length > Frame.MOST_BYTES) {
            throw new IOException("a block of " + block.length + " bytes is too large");
        }
        if (file.length() != end) {
            throw new IOException("somebody else changed the file's length from " + end + " to " + file.length());
        }
        byte[] frame = Frame.of(block);
        file.write(frame);
        file.getFD().sync();
        end += frame.length;
        return end;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
