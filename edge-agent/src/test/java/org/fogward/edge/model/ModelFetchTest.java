package org.fogward.edge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.net.ssl.SSLContext;
import org.fogward.edge.BlobDoor;
import org.fogward.edge.TestAuthority;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.link.LinkTraffic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFetchTest {
    @TempDir
    Path directory;

    private final byte[] model = new byte[200_000];
    private final LinkTraffic traffic = new LinkTraffic();
    private BlobDoor door;
    private ModelFetch fetch;
    private Digest digest;
    private Path target;

    @BeforeEach
    void open() throws Exception {
        new SplittableRandom(1).nextBytes(model);
        TestAuthority authority = new TestAuthority();
        door = new BlobDoor(authority.server());
        fetch = new ModelFetch(door.uri(), authority.client(), traffic);
        digest = door.put(model);
        target = directory.resolve("model");
    }

    @AfterEach
    void close() {
        fetch.close();
        door.close();
    }

    @Test
    void fetches_a_model_whole() throws Exception {
        fetch.fetch(digest, target);

        assertThat(target).hasBinaryContent(model);
        assertThat(traffic.bytesDown()).isEqualTo(model.length);
    }

    @Test
    void goes_on_where_a_download_broke_off() throws Exception {
        door.breakAfter(70_000);
        assertThatThrownBy(() -> fetch.fetch(digest, target)).isInstanceOf(IOException.class);
        assertThat(target).doesNotExist();
        long have = Files.size(directory.resolve("model.part"));

        door.breakAfter(Integer.MAX_VALUE);
        fetch.fetch(digest, target);

        assertThat(have).isPositive().isLessThan(model.length);
        assertThat(target).hasBinaryContent(model);
        assertThat(door.ranges()).containsExactly("", "bytes=" + have + "-");
        assertThat(traffic.bytesDown()).isEqualTo(model.length);
    }

    @Test
    void takes_a_part_that_is_whole_already() throws Exception {
        Files.write(directory.resolve("model.part"), model);

        fetch.fetch(digest, target);

        assertThat(target).hasBinaryContent(model);
    }

    @Test
    void throws_away_what_has_another_digest_and_starts_anew() throws Exception {
        door.replace(digest, new byte[100]);
        assertThatThrownBy(() -> fetch.fetch(digest, target)).hasMessageContaining("another digest");

        door.replace(digest, model);
        fetch.fetch(digest, target);

        assertThat(target).hasBinaryContent(model);
    }

    @Test
    void says_what_the_door_answered() throws Exception {
        Digest unknown = Digest.of(new byte[3]);

        assertThatThrownBy(() -> fetch.fetch(unknown, target)).hasMessageContaining("404");
    }

    @Test
    void trusts_no_other_authority() throws Exception {
        SSLContext others = new TestAuthority().client();
        try (ModelFetch suspicious = new ModelFetch(door.uri(), others, traffic)) {
            assertThatThrownBy(() -> suspicious.fetch(digest, target)).isInstanceOf(IOException.class);
        }
        assertThat(door.ranges()).isEmpty();
    }
}
