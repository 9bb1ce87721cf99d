package org.fogward.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.fogward.ledger.embedded.EmbeddedLedger;
import org.fogward.ledger.identity.LedgerIdentity;

/** A ledger on disk, and its file taken apart into blocks and put together again with the right checksums. */
public final class TestLedgers {
    private TestLedgers() {}

    public static LedgerIdentity identity(Path directory) throws LedgerException {
        return LedgerIdentity.loadOrCreate(directory.resolve("keys"), "fog-1");
    }

    /** Makes a ledger with a founding block and one block a round; gives its block file. */
    public static Path withRounds(Path directory, int rounds) throws LedgerException {
        try (EmbeddedLedger ledger = EmbeddedLedger.open(directory.resolve("ledger"), identity(directory))) {
            for (int round = 1; round <= rounds; round++) {
                ledger.anchorRound(Anchors.anchor("clinics", "fog-1", round));
            }
        }
        return directory.resolve("ledger").resolve(EmbeddedLedger.BLOCKS);
    }

    public static List<byte[]> blocks(Path file) throws IOException {
        List<byte[]> blocks = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        while (bytes.hasRemaining()) {
            byte[] block = new byte[bytes.getInt()];
            bytes.position(bytes.position() + 8);
            bytes.get(block);
            blocks.add(block);
        }
        return blocks;
    }

    public static void write(Path file, List<byte[]> blocks) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] block : blocks) {
            ByteBuffer length = ByteBuffer.allocate(4).putInt(block.length);
            bytes.write(length.array());
            bytes.write(checksum(length.array()));
            bytes.write(checksum(block));
            bytes.write(block);
        }
        Files.write(file, bytes.toByteArray());
    }

    private static byte[] checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    }
}
