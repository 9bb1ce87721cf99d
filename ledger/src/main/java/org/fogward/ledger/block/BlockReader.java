package org.fogward.ledger.block;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a block file from its beginning, one block at a time. A block is at most 16 MiB, so hostile files cost no more
 * memory than that. Not thread-safe.
 *
 * <p>Bytes after the last whole block that a write cut short could have left are a torn tail: {@link #next} ends before
 * them and {@link #tornBytes()} counts them. Any other damage is a {@link BrokenChainException}.
 */
public final class BlockReader implements Closeable {
    private final DataInputStream input;
    private final long size;
    private long position;
    private long block;

    /**
     * Opens a file.
     *
     * @param file the block file
     * @throws IOException when it cannot be opened
     */
    public BlockReader(Path file) throws IOException {
        size = Files.size(file);
        input = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }

    /**
     * The next block's bytes.
     *
     * @return nothing when no whole block is left
     * @throws IOException when the file cannot be read
     * @throws BrokenChainException when the bytes are damaged, naming block and byte
     */
    public Optional<byte[]> next() throws IOException, BrokenChainException {
        if (tornBytes() < Frame.HEADER_BYTES) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(input.readNBytes(Frame.HEADER_BYTES));
        int length = header.getInt();
        if (header.getInt() != Frame.lengthChecksum(length)) {
            if (onlyZeros(header.array())) {
                return Optional.empty();
            }
            throw damaged("its length does not match its checksum");
        }
        if (length <= 0 || length > Frame.MOST_BYTES) {
            throw damaged("its length is " + length + " bytes");
        }
        if (tornBytes() - Frame.HEADER_BYTES < length) {
            return Optional.empty();
        }
        byte[] bytes = input.readNBytes(length);
        if (header.getInt() != Frame.checksum(bytes)) {
            throw damaged("its bytes do not match their checksum");
        }
        position += Frame.HEADER_BYTES + length;
        block++;
        return Optional.of(bytes);
    }

    /**
     * Where the last whole block that {@link #next} gave ends.
     *
     * @return bytes from the beginning of the file
     */
    public long position() {
        return position;
    }

    /**
     * How much there is after {@link #position()}.
     *
     * @return bytes; more than 0 after the last block when the file's last write was cut short
     */
    public long tornBytes() {
        return size - position;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    /** A file system may have made the file longer before a crash without having stored what belongs there. */
    private boolean onlyZeros(byte[] header) throws IOException {
        for (byte value : header) {
            if (value != 0) {
                return false;
            }
        }
        for (int value = input.read(); value >= 0; value = input.read()) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private BrokenChainException damaged(String what) {
        return new BrokenChainException("block " + block + " at byte " + position + ": " + what);
    }
}
