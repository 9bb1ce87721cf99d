package org.fogward.ledger.block;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a block file from its beginning, and checks every checksum on the way. Not thread-safe. */
public final class BlockReader implements Closeable {
    private static final int BUFFER_BYTES = 64 * 1024;

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
        input = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
    }

    /**
     * The next block's bytes.
     *
     * @return nothing when no whole block is left
     * @throws IOException when the file cannot be read
     * @throws BrokenChainException when the bytes are damaged, naming block and byte
     */
    public Optional<byte[]> next() throws IOException, BrokenChainException {
        long from = position;
        Optional<byte[]> content = content();
        if (content.isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> whole = Frame.block(content.get());
        if (whole.isEmpty()) {
            throw new BrokenChainException(
                    "block " + (block - 1) + " at byte " + from + ": its bytes are no deflated block");
        }
        return whole;
    }

    /**
     * Goes over the next block without unpacking it.
     *
     * @return false when no whole block is left
     * @throws IOException when the file cannot be read
     * @throws BrokenChainException when the bytes are damaged, naming block and byte
     */
    public boolean skip() throws IOException, BrokenChainException {
        return content().isPresent();
    }

    /**
     * Where the last whole block that was read ends.
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

    private Optional<byte[]> content() throws IOException, BrokenChainException {
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
