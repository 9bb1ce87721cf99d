package org.fogward.fog.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.fogward.fog.FinishedFederation;
import org.fogward.fog.audit.StateHistory;
import org.fogward.fog.blob.FileBlobStore;
import org.fogward.fog.round.Database;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export of a real federation, changed by a bit at a time. */
class ArchiveBitFlipTest {
    @TempDir
    private static Path honest;

    @TempDir
    private static Path exported;

    @TempDir
    private Path folder;

    private static byte[] archive = new byte[0];
    private final SplittableRandom random = new SplittableRandom(20260301);

    @BeforeAll
    static void export() throws Exception {
        FinishedFederation.in(honest);
        Path file = exported.resolve("history.zip");
        ArchiveFile.write(
                file,
                StateHistory.read(honest.resolve(Database.FILE)),
                new FileBlobStore(honest.resolve("blobs")),
                honest.resolve("ledger"));
        archive = Files.readAllBytes(file);
    }

    @Test
    void the_archive_itself_is_sound() throws IOException {
        assertThat(findings(archive)).isZero();
    }

    /** Every byte of the ends, where ZIP keeps names, times and attributes, and some of all between. */
    @Test
    void no_changed_bit_is_overlooked() {
        int ends = 4_096;
        for (int at = 0;
                at < archive.length;
                at += at < ends || archive.length - at < ends ? 1 : 1 + random.nextInt(64)) {
            byte[] changed = archive.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            refused(changed, at);
        }
    }

    @Test
    void an_archive_that_was_cut_short_or_has_something_behind_it_is_refused() {
        for (int i = 0; i < 200; i++) {
            int length = random.nextInt(archive.length);
            refused(Arrays.copyOf(archive, length), length);
        }
        refused(Arrays.copyOf(archive, archive.length - 1), archive.length - 1);
        refused(Arrays.copyOf(archive, archive.length + 1), archive.length);
        refused(new byte[0], 0);
    }

    /** Whoever unpacks an archive, changes a bit of what is in it, and packs it again. */
    @Test
    void no_changed_bit_of_what_is_in_it_is_overlooked_when_the_archive_is_sealed_again() throws IOException {
        Map<String, byte[]> parts = parts();
        assertThat(findings(packed(parts))).isZero();
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            int tries = part.getKey().startsWith(ArchiveFile.BLOBS) ? 5 : 120;
            for (int i = 0; i < tries; i++) {
                int at = random.nextInt(part.getValue().length);
                byte[] changed = part.getValue().clone();
                changed[at] ^= (byte) (1 << random.nextInt(8));
                Map<String, byte[]> others = new LinkedHashMap<>(parts);
                others.put(part.getKey(), changed);
                assertThat(findings(packed(others)))
                        .as("byte %d of %s", at, part.getKey())
                        .isPositive();
            }
        }
    }

    @Test
    void nothing_is_taken_out_of_an_archive_that_does_not_belong_there() throws IOException {
        for (String name : new String[] {"../evil", "/evil", "blobs/../../evil", "blobs/" + "0".repeat(64)}) {
            Map<String, byte[]> parts = new LinkedHashMap<>(parts());
            parts.put(name, new byte[] {1});
            Path file = Files.write(folder.resolve("evil.zip"), packed(parts));
            assertThatThrownBy(() -> OpenedArchive.open(file)).isInstanceOf(IOException.class);
            assertThat(folder.resolve("evil")).doesNotExist();
        }
    }

    private void refused(byte[] changed, int at) {
        Path file = folder.resolve("changed.zip");
        assertThatThrownBy(() -> OpenedArchive.open(Files.write(file, changed)).close())
                .as("byte %d", at)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("changed.zip is damaged or no archive");
    }

    /** A refusal to open it counts as one. */
    private int findings(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("some.zip"), bytes);
        try (OpenedArchive opened = OpenedArchive.open(file)) {
            return opened.audit().run().findings().size();
        } catch (IOException e) {
            return 1;
        }
    }

    private static Map<String, byte[]> parts() throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }

    private byte[] packed(Map<String, byte[]> parts) throws IOException {
        Path file = folder.resolve("packed.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setComment(ArchiveSeal.PLACE);
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        ArchiveSeal.seal(file);
        return Files.readAllBytes(file);
    }
}
