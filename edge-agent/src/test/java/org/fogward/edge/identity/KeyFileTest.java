package org.fogward.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    Path directory;

    @Test
    void makes_a_key_for_its_owner_only_and_keeps_it() throws Exception {
        Path file = directory.resolve("it.key");

        byte[] made = new KeyFile(file).readOrCreate(new SecureRandom());

        assertThat(made).hasSize(32);
        assertThat(new KeyFile(file).readOrCreate(new SecureRandom())).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void refuses_a_key_that_others_may_read() throws Exception {
        Path file = directory.resolve("it.key");
        new KeyFile(file).readOrCreate(new SecureRandom());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> new KeyFile(file).readOrCreate(new SecureRandom()))
                .hasMessageContaining("others may use this key file");
    }

    @Test
    void refuses_what_is_no_key_without_quoting_it() throws Exception {
        Path file = directory.resolve("it.key");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "c2hvcnQ=");

        assertThatThrownBy(() -> new KeyFile(file).readOrCreate(new SecureRandom()))
                .hasMessageContaining("not a key")
                .hasMessageNotContaining("c2hvcnQ=");
    }

    @Test
    void gives_the_same_identity_after_a_restart() throws Exception {
        Path state = directory.resolve("state");

        assertThat(GatewayIdentity.open(state).verificationKey())
                .isEqualTo(GatewayIdentity.open(state).verificationKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
    }
}
