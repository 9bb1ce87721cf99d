package org.fogward.fog.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.fogward.protocol.digest.Digest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest {

    private static final byte[] CONTENT = "a model".getBytes();

    @TempDir
    Path folder;

    private FileBlobStore store;

    @BeforeEach
    void open() throws IOException {
        store = new FileBlobStore(folder);
    }

    @Test
    void gives_back_what_was_put_under_its_digest() throws IOException {
        Digest digest = store.put(CONTENT);
        assertThat(digest).isEqualTo(Digest.of(CONTENT));
        assertThat(store.put(CONTENT)).isEqualTo(digest);
        assertThat(store.size(digest)).hasValue(CONTENT.length);
        assertThat(new FileBlobStore(folder).read(digest)).isEqualTo(CONTENT);
    }

    @Test
    void reads_from_an_offset() throws IOException {
        Digest digest = store.put(CONTENT);
        try (var in = store.open(digest, 2)) {
            assertThat(in.readAllBytes()).isEqualTo("model".getBytes());
        }
        try (var in = store.open(digest, CONTENT.length)) {
            assertThat(in.readAllBytes()).isEmpty();
        }
        assertThatThrownBy(() -> store.open(digest, CONTENT.length + 1L)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void does_not_know_what_was_never_put() {
        Digest unknown = Digest.of(new byte[1]);
        assertThat(store.size(unknown)).isEmpty();
        assertThatThrownBy(() -> store.open(unknown, 0)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void notices_a_changed_file_and_heals_it_when_put_again() throws IOException {
        Digest digest = store.put(CONTENT);
        Files.write(folder.resolve(digest.hex().substring(0, 2)).resolve(digest.hex()), "a m0del".getBytes());
        assertThatThrownBy(() -> store.read(digest)).isInstanceOf(IOException.class);
        store.put(CONTENT);
        assertThat(store.read(digest)).isEqualTo(CONTENT);
    }

    @Test
    void clears_what_an_interrupted_write_left() throws IOException {
        Files.write(folder.resolve("x.part"), CONTENT);
        new FileBlobStore(folder);
        assertThat(folder.resolve("x.part")).doesNotExist();
    }
}
