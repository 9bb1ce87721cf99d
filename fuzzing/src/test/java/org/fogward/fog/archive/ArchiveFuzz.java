package org.fogward.fog.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fogward.fuzzing.Folders;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.protocol.digest.Digest;

/** An archive that somebody hands in, sealed as its sender would. Nothing is left behind when it is refused or closed. */
public final class ArchiveFuzz implements FuzzTarget {
    private final Path folder = Folders.create();
    private final Path file = folder.resolve("archive.zip");
    private final MessageDigest sha256;

    /** Has archives unpacked in memory. */
    public ArchiveFuzz() throws Exception {
        sha256 = MessageDigest.getInstance("SHA-256");
    }

    @Override
    public List<byte[]> seeds() throws Exception {
        return List.of(
                zip(true, "blobs/" + Digest.of(new byte[4]).hex()), zip(true, "blobs/../x"), zip(false, "other"));
    }

    private static byte[] zip(boolean whole, String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(ArchiveFile.HISTORY));
            zip.write(HistoryJson.write(HistoryFuzz.history()));
            if (whole) {
                zip.putNextEntry(new ZipEntry(ArchiveFile.LEDGER));
                zip.write(new byte[4]);
            }
            zip.putNextEntry(new ZipEntry(name));
            zip.write(new byte[4]);
        }
        return bytes.toByteArray();
    }

    @Override
    public int inputsInBuild() {
        return 500;
    }

    @Override
    public void run(byte[] input) throws Exception {
        byte[] sealed = java.util.Arrays.copyOf(input, input.length + ArchiveSeal.PLACE.length());
        byte[] digest = HexFormat.of().formatHex(sha256.digest(input)).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digest, 0, sealed, input.length, digest.length);
        Files.write(file, sealed);
        Path unpacked = folder;
        try (OpenedArchive archive = OpenedArchive.open(file)) {
            unpacked = archive.ledger();
            Promise.same(
                    HistoryJson.write(archive.history()).length > 0 && Files.exists(unpacked.resolve("blocks")), true);
            try (Stream<Path> all = Files.walk(unpacked)) {
                Path root = unpacked;
                Promise.that(all.allMatch(each -> each.startsWith(root)), "archive: outside of its folder");
            }
        } catch (IOException e) {
            Promise.explains(e);
        }
        Promise.that(unpacked.equals(folder) || !Files.exists(unpacked), "archive: left behind");
    }

    /** What a zip of a few kilobytes may unpack to. */
    @Override
    public long mostBytes() {
        return 64L << 20;
    }
}
