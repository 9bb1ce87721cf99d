package org.fogward.protocol.digest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestTest {
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void is_the_sha_256_of_the_content() {
        assertThat(Digest.of("abc".getBytes(UTF_8))).hasToString(OF_ABC);
    }

    @Test
    void is_the_same_for_a_file(@TempDir Path directory) throws Exception {
        byte[] content = new byte[200_000];
        content[199_999] = 1;
        Path file = Files.write(directory.resolve("content"), content);
        assertThat(Digest.of(file)).isEqualTo(Digest.of(content));
    }

    @Test
    void goes_to_bytes_and_back() {
        Digest digest = new Digest(OF_ABC);
        assertThat(Digest.ofBytes(digest.bytes())).isEqualTo(digest);
    }

    @Test
    void refuses_what_is_no_digest() {
        assertThatThrownBy(() -> new Digest(OF_ABC.toUpperCase(Locale.ROOT)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Digest("../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Digest.ofBytes(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }
}
