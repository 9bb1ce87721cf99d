package org.fogward.ledger;

import static org.fogward.ledger.Anchors.anchor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import org.fogward.ledger.block.BlockReader;
import org.fogward.ledger.block.BrokenChainException;
import org.fogward.ledger.embedded.EmbeddedLedger;
import org.fogward.ledger.embedded.EmbeddedOptions;

/** A ledger on disk, and its file taken apart into blocks and put together again with the right checksums. */
public final class TestLedgers {
    private TestLedgers() {}

    /** Opens the ledger in a directory to anchor in it; both are closed as one. */
    public static OwnLedger open(Path directory) throws LedgerException {
        return open(directory, EmbeddedOptions.standard());
    }

    public static OwnLedger open(Path directory, EmbeddedOptions options) throws LedgerException {
        return new OwnLedger(EmbeddedLedger.open(directory, options));
    }

    /** How many blocks {@link #withRounds} makes before the first round's: the channel's first, and the federation's opening. */
    public static final int BLOCKS_BEFORE = 4;

    /** Makes a ledger with one block a round after the opening of the federation; gives its block file. */
    public static Path withRounds(Path directory, int rounds) throws LedgerException {
        try (OwnLedger ledger = open(directory.resolve("ledger")).with("clinics")) {
            for (int round = 1; round <= rounds; round++) {
                ledger.anchor(anchor("clinics", "fog-1", round));
            }
        }
        return directory.resolve("ledger").resolve(EmbeddedLedger.BLOCKS);
    }

    public static List<byte[]> blocks(Path file) throws IOException, BrokenChainException {
        List<byte[]> blocks = new ArrayList<>();
        try (BlockReader reader = new BlockReader(file)) {
            for (Optional<byte[]> block = reader.next(); block.isPresent(); block = reader.next()) {
                blocks.add(block.get());
            }
        }
        return blocks;
    }

    public static void write(Path file, List<byte[]> blocks) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] block : blocks) {
            byte[] content = deflated(block);
            ByteBuffer length = ByteBuffer.allocate(4).putInt(content.length);
            bytes.write(length.array());
            bytes.write(checksum(length.array()));
            bytes.write(checksum(content));
            bytes.write(content);
        }
        Files.write(file, bytes.toByteArray());
    }

    private static byte[] deflated(byte[] block) {
        Deflater deflater = new Deflater();
        deflater.setInput(block);
        deflater.finish();
        byte[] content = new byte[block.length + 1000];
        int length = deflater.deflate(content);
        deflater.end();
        return java.util.Arrays.copyOf(content, length);
    }

    private static byte[] checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    }
}
