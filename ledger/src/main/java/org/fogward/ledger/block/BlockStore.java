package org.fogward.ledger.block;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A block file that is appended to and read by number. Nothing of the blocks is held in memory but where each begins. Safe
 * for several threads that read and one that appends.
 *
 * <p>It reads by {@link RandomAccessFile} for the reason that {@link BlockWriter} writes by it: a thread that is
 * interrupted must not close the file under everybody else.
 */
public final class BlockStore implements Closeable {
    private final BlockWriter writer;
    private final RandomAccessFile file;
    private final Lock lock = new ReentrantLock();
    private final long cutOff;
    private long[] offsets = new long[1024];
    private int height;

    /**
     * Opens a file, or makes it: goes over all blocks and checks their checksums, and cuts off a torn tail.
     *
     * @param path the block file
     * @throws IOException when it cannot be read or written
     * @throws BrokenChainException when a block is damaged; then the file is left as it is
     */
    public BlockStore(Path path) throws IOException, BrokenChainException {
        cutOff = Files.exists(path) ? scan(path) : 0;
        writer = new BlockWriter(path, offsets[height]);
        file = new RandomAccessFile(path.toFile(), "r");
    }

    /**
     * How many blocks there are.
     *
     * @return the number that the next one gets
     */
    public long height() {
        lock.lock();
        try {
            return height;
        } finally {
            lock.unlock();
        }
    }

    /**
     * How much of a torn write was cut off at the opening.
     *
     * @return bytes
     */
    public long cutOff() {
        return cutOff;
    }

    /**
     * How large the file is.
     *
     * @return bytes
     */
    public long size() {
        lock.lock();
        try {
            return offsets[height];
        } finally {
            lock.unlock();
        }
    }

    /**
     * Appends a block and waits until the device has it.
     *
     * @param block the block's bytes, at most 16 MiB
     * @throws IOException when it is not certain that the block is stored; nothing may be appended after that
     */
    public void append(byte[] block) throws IOException {
        long end = writer.append(block);
        lock.lock();
        try {
            add(end);
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
        byte[] frame;
        lock.lock();
        try {
            if (number < 0 || number >= height) {
                return Optional.empty();
            }
            int index = (int) number;
            frame = new byte[(int) (offsets[index + 1] - offsets[index])];
            file.seek(offsets[index]);
            file.readFully(frame);
        } finally {
            lock.unlock();
        }
        byte[] content = Arrays.copyOfRange(frame, Frame.HEADER_BYTES, frame.length);
        if (ByteBuffer.wrap(frame).getInt(2 * Integer.BYTES) != Frame.checksum(content)) {
            throw new IOException("block " + number + " was damaged while the ledger was open");
        }
        return Optional.of(Frame.block(content)
                .orElseThrow(() -> new IOException("block " + number + ": its bytes are no deflated block")));
    }

    @Override
    public void close() throws IOException {
        try (writer) {
            file.close();
        }
    }

    private long scan(Path path) throws IOException, BrokenChainException {
        try (BlockReader reader = new BlockReader(path)) {
            while (reader.skip()) {
                add(reader.position());
            }
            return reader.tornBytes();
        }
    }

    private void add(long end) {
        if (height + 1 == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * offsets.length);
        }
        height++;
        offsets[height] = end;
    }
}
