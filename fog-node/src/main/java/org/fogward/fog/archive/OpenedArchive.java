package org.fogward.fog.archive;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.fogward.fog.audit.Audit;
import org.fogward.fog.audit.ChainCheck;
import org.fogward.fog.audit.History;
import org.fogward.fog.blob.BlobStore;
import org.fogward.fog.blob.FileBlobStore;
import org.fogward.ledger.embedded.EmbeddedLedger;
import org.fogward.protocol.digest.Digest;

/**
 * An archive that came from somewhere, unpacked into a folder of its own. Only the names that an archive has are taken, each once
 * and within limits, and a blob only if its content has the digest in its name. For one thread.
 */
public final class OpenedArchive implements AutoCloseable {

    private static final int MAX_ENTRIES = 10_000_000;
    private static final int MAX_HISTORY_BYTES = 1 << 28;
    private static final int MAX_BLOB_BYTES = 1 << 28;
    private static final long MAX_LEDGER_BYTES = 1L << 33;
    private static final long MAX_TOTAL_BYTES = 1L << 36;
    private static final Pattern BLOB = Pattern.compile(ArchiveFile.BLOBS + "([0-9a-f]{64})");

    private final Path folder;
    private final BlobStore blobs;
    private final Set<String> seen = new HashSet<>();
    private Optional<History> history = Optional.empty();
    private long total;

    private OpenedArchive(Path folder) throws IOException {
        this.folder = folder;
        this.blobs = new FileBlobStore(folder.resolve("blobs"));
    }

    /**
     * Unpacks an archive into a temporary folder, which {@link #close} deletes.
     *
     * @throws IOException if it is no archive, is damaged anywhere, or exceeds a limit
     */
    public static OpenedArchive open(Path file) throws IOException {
        ArchiveSeal.require(file);
        Path folder = Files.createTempDirectory("fogward-archive");
        OpenedArchive archive;
        try {
            archive = new OpenedArchive(folder);
        } catch (IOException e) {
            Files.deleteIfExists(folder);
            throw e;
        }
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            archive.unpack(zip);
            return archive;
        } catch (IllegalArgumentException | EOFException | ZipException e) {
            archive.close();
            throw new IOException(file + " is damaged or no archive (" + e + ")", e);
        } catch (IOException e) {
            archive.close();
            throw e;
        }
    }

    /** What there is to audit. */
    public Audit audit() {
        return audit(ChainCheck.of(folder));
    }

    /** What there is to audit, by a chain from elsewhere. */
    public Audit audit(ChainCheck chain) {
        return new Audit(history(), blobs, chain);
    }

    /** What the archive says that happened. */
    public History history() {
        return history.orElseThrow();
    }

    /** Where its ledger lies. */
    public Path ledger() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }

    private void unpack(ZipInputStream zip) throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!seen.add(entry.getName()) || seen.size() > MAX_ENTRIES) {
                throw new IOException("the archive holds a file twice, or too many");
            }
            take(entry.getName(), zip);
        }
        if (history.isEmpty() || !seen.contains(ArchiveFile.LEDGER)) {
            throw new IOException("the archive lacks " + ArchiveFile.HISTORY + " or " + ArchiveFile.LEDGER);
        }
    }

    private void take(String name, InputStream content) throws IOException {
        Matcher blob = BLOB.matcher(name);
        if (name.equals(ArchiveFile.HISTORY)) {
            history = Optional.of(HistoryJson.read(bytes(name, content, MAX_HISTORY_BYTES)));
        } else if (name.equals(ArchiveFile.LEDGER)) {
            try (OutputStream out = Files.newOutputStream(folder.resolve(EmbeddedLedger.BLOCKS))) {
                copy(name, content, out, MAX_LEDGER_BYTES);
            }
        } else if (blob.matches()) {
            Digest stored = blobs.put(bytes(name, content, MAX_BLOB_BYTES));
            if (!stored.hex().equals(blob.group(1))) {
                throw new IOException(name + " does not hold what its name says");
            }
        } else {
            throw new IOException("the archive holds a file that does not belong there");
        }
    }

    private byte[] bytes(String name, InputStream content, long most) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        copy(name, content, out, most);
        return out.toByteArray();
    }

    private void copy(String name, InputStream content, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long copied = 0;
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            copied += n;
            total += n;
            if (copied > most || total > MAX_TOTAL_BYTES) {
                throw new IOException(name + " is larger than allowed");
            }
            out.write(buffer, 0, n);
        }
    }
}
