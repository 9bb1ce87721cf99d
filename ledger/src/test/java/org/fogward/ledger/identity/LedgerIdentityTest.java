package org.fogward.ledger.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SplittableRandom;
import org.fogward.ledger.LedgerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerIdentityTest {
    private static final byte[] MESSAGE = "a round".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @Test
    void is_the_same_after_it_was_stored() throws Exception {
        LedgerIdentity first = LedgerIdentity.loadOrCreate(directory.resolve("keys"), "fog-1");
        LedgerIdentity again = LedgerIdentity.loadOrCreate(directory.resolve("keys"), "fog-1");
        assertThat(again.id()).isEqualTo("fog-1");
        assertThat(again.certificate()).isEqualTo(first.certificate());
        assertThat(CreatorCertificate.verifies(first.certificate().getPublicKey(), MESSAGE, again.sign(MESSAGE)))
                .isTrue();
    }

    @Test
    void its_file_is_for_its_owner_only() throws Exception {
        LedgerIdentity.loadOrCreate(directory, "fog-1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("fog-1.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void its_creator_field_carries_the_certificate() throws Exception {
        LedgerIdentity identity = LedgerIdentity.loadOrCreate(directory, "fog-1");
        assertThat(CreatorCertificate.parse(identity.creator())).isEqualTo(identity.certificate());
    }

    @Test
    void a_signature_holds_for_its_message_and_key_only() throws Exception {
        LedgerIdentity identity = LedgerIdentity.loadOrCreate(directory, "fog-1");
        LedgerIdentity other = LedgerIdentity.loadOrCreate(directory, "fog-2");
        var key = identity.certificate().getPublicKey();
        assertThat(CreatorCertificate.verifies(key, MESSAGE, other.sign(MESSAGE)))
                .isFalse();
        assertThat(CreatorCertificate.verifies(key, new byte[1], identity.sign(MESSAGE)))
                .isFalse();
        assertThat(CreatorCertificate.verifies(key, MESSAGE, new byte[0])).isFalse();
    }

    @Test
    void refuses_a_name_that_could_leave_the_directory() {
        assertThatThrownBy(() -> LedgerIdentity.loadOrCreate(directory, "../fog"))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("name");
    }

    @Test
    void a_damaged_file_is_refused_by_name_and_never_replaced() throws Exception {
        LedgerIdentity identity = LedgerIdentity.loadOrCreate(directory, "fog-1");
        Path file = directory.resolve("fog-1.pem");
        byte[] sound = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = sound.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, damaged);
            try {
                LedgerIdentity read = LedgerIdentity.loadOrCreate(directory, "fog-1");
                assertThat(CreatorCertificate.verifies(read.certificate().getPublicKey(), MESSAGE, read.sign(MESSAGE)))
                        .isTrue();
            } catch (LedgerException e) {
                assertThat(e).hasMessageContaining("fog-1.pem");
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        }
        assertThat(identity.id()).isEqualTo("fog-1");
    }
}
