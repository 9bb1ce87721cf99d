package org.fogward.fog.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fogward.fog.audit.History;
import org.fogward.fog.audit.History.PastRound;
import org.fogward.fog.blob.BlobStore;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.ledger.embedded.EmbeddedLedger;
import org.fogward.protocol.digest.Digest;

/**
 * Writes a federation's history to one ZIP file: {@code history.json}, {@code ledger/blocks}, and {@code blobs/<sha256>} for the
 * plan, the first model and each accepted update. No private key is in it. Its comment is SHA-256 over all that is before it.
 */
public final class ArchiveFile {

    static final String HISTORY = "history.json";
    static final String LEDGER = "ledger/" + EmbeddedLedger.BLOCKS;
    static final String BLOBS = "blobs/";

    private ArchiveFile() {}

    /**
     * Writes an archive. The file appears when it is complete.
     *
     * @param ledger the embedded ledger's directory
     * @throws IOException if something cannot be read, or the file not be written
     */
    public static void write(Path file, History history, BlobStore blobs, Path ledger) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.setComment(ArchiveSeal.PLACE);
                zip.putNextEntry(entry(HISTORY));
                zip.write(HistoryJson.write(history));
                zip.putNextEntry(entry(LEDGER));
                Files.copy(ledger.resolve(EmbeddedLedger.BLOCKS), zip);
                for (Digest blob : blobs(history)) {
                    zip.putNextEntry(entry(BLOBS + blob.hex()));
                    try (InputStream in = blobs.open(blob, 0)) {
                        in.transferTo(zip);
                    }
                }
            }
            ArchiveSeal.seal(part);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Set<Digest> blobs(History history) {
        Set<Digest> blobs = new LinkedHashSet<>();
        blobs.add(history.founding().plan());
        blobs.add(history.founding().firstModel());
        for (PastRound round : history.rounds()) {
            round.updates().stream()
                    .filter(RoundUpdate::accepted)
                    .map(RoundUpdate::digest)
                    .forEach(blobs::add);
        }
        return blobs;
    }

    /** The same history gives the same file. */
    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        return entry;
    }
}
