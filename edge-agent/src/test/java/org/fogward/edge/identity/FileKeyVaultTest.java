package org.fogward.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.identity.VerificationKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKeyVaultTest extends KeyVaultConformance {
    @TempDir
    Path directory;

    @Override
    KeyVault open() throws IOException {
        return GatewayIdentity.open(state()).vault();
    }

    @Test
    void leaves_nothing_readable_on_the_disk() throws Exception {
        byte[] secret = open().sampleSecret();

        byte[] file = Files.readAllBytes(file());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secretFile())))
                .isEqualTo("rw-------");
        assertThat(new String(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("signingSeed")
                .doesNotContain(Base64.getEncoder().encodeToString(secret));
    }

    @Test
    void refuses_a_file_of_which_any_bit_is_another_one() throws Exception {
        KeyVault vault = open();
        vault.keep(enrolment(vault).withSettings(settings()));
        byte[] whole = Files.readAllBytes(file());
        SplittableRandom random = new SplittableRandom(1);

        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 << random.nextInt(8));
            Files.write(file(), damaged);
            assertThatThrownBy(this::open)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(file() + ": this key store is damaged, or ");
        }
        for (int length : new int[] {0, 1, 19, 20, 36, whole.length - 1}) {
            Files.write(file(), java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(this::open).hasMessageContaining("this key store is damaged");
        }
        Files.write(file(), new byte[2 << 20]);
        assertThatThrownBy(this::open).hasMessageContaining("longer than a key store");
    }

    @Test
    void refuses_another_secret_and_says_when_there_is_none() throws Exception {
        open();
        Files.delete(secretFile());

        assertThatThrownBy(this::open)
                .hasMessage(secretFile() + ": the secret that opens the gateway's key store is not there; put it back,"
                        + " or name its place in keyStore.secretFile");
        assertThat(secretFile()).doesNotExist();

        new KeyFile(secretFile()).readOrCreate(new SecureRandom());
        assertThatThrownBy(this::open).hasMessageContaining(secretFile() + " is not its secret");
    }

    @Test
    void takes_the_secret_from_the_file_that_is_named() throws Exception {
        Path named = directory.resolve("secret");
        VaultSecret secret = VaultSecret.of(state(), Optional.of(named), Optional.empty());
        assertThatThrownBy(() -> GatewayIdentity.open(state(), secret)).hasMessageContaining("is not there");
        assertThat(file()).doesNotExist();

        new KeyFile(named).readOrCreate(new SecureRandom());
        VerificationKey key = GatewayIdentity.open(state(), secret).verificationKey();

        assertThat(GatewayIdentity.open(state(), secret).verificationKey()).isEqualTo(key);
        assertThat(secretFile()).doesNotExist();
    }

    @Test
    void takes_the_secret_from_a_credential_of_systemd_if_there_is_one() throws Exception {
        Path credentials = Files.createDirectory(directory.resolve("credentials"));
        Path credential = credentials.resolve(VaultSecret.CREDENTIAL);
        Files.writeString(credential, Base64.getEncoder().encodeToString(new byte[32]));
        Files.setPosixFilePermissions(credential, PosixFilePermissions.fromString("r--r-----"));
        VaultSecret secret = VaultSecret.of(state(), Optional.empty(), Optional.of(credentials));

        VerificationKey key = GatewayIdentity.open(state(), secret).verificationKey();

        assertThat(GatewayIdentity.open(state(), secret).verificationKey()).isEqualTo(key);
        assertThat(secretFile()).doesNotExist();
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertThat(VaultSecret.of(state(), Optional.empty(), Optional.of(empty)).toString())
                .isEqualTo(secretFile().toString());
    }

    @Test
    void takes_over_the_plain_key_files_and_deletes_them() throws Exception {
        Files.createDirectories(state());
        byte[] seed = new KeyFile(state().resolve("gateway.key")).readOrCreate(new SecureRandom());
        byte[] samples = new KeyFile(state().resolve("samples.key")).readOrCreate(new SecureRandom());

        KeyVault vault = open();

        assertThat(vault.signingKey().verificationKey())
                .isEqualTo(SigningKey.ofSeed(seed).verificationKey());
        assertThat(vault.sampleSecret()).isEqualTo(samples);
        assertThat(state()).isDirectoryNotContaining("glob:**.key");
        assertThat(open().sampleSecret()).isEqualTo(samples);
    }

    @Test
    void goes_on_with_taking_over_where_a_crash_ended_it() throws Exception {
        Files.createDirectories(state());
        new KeyFile(state().resolve("gateway.key")).readOrCreate(new SecureRandom());
        new KeyFile(state().resolve("samples.key")).readOrCreate(new SecureRandom());
        byte[] signing = Files.readAllBytes(state().resolve("gateway.key"));
        byte[] samples = Files.readAllBytes(state().resolve("samples.key"));
        VerificationKey key = open().signingKey().verificationKey();

        // The store was on the disk, and one file, or both, not deleted yet.
        write(state().resolve("samples.key"), samples);
        assertThat(open().signingKey().verificationKey()).isEqualTo(key);
        write(state().resolve("samples.key"), samples);
        write(state().resolve("gateway.key"), signing);
        assertThat(open().signingKey().verificationKey()).isEqualTo(key);
        assertThat(state()).isDirectoryNotContaining("glob:**.key");
    }

    @Test
    void does_not_choose_between_a_key_file_and_a_store_that_hold_different_keys() throws Exception {
        open();
        Path plain = state().resolve("gateway.key");
        new KeyFile(plain).readOrCreate(new SecureRandom());

        assertThatThrownBy(this::open).hasMessageContaining(plain + ": holds another key");
        assertThat(plain).exists();
    }

    @Test
    void does_not_write_over_what_another_process_kept() throws Exception {
        KeyVault first = open();
        KeyVault second = open();
        Enrolment kept = enrolment(second);
        second.keep(kept);

        assertThatThrownBy(() -> first.keep(enrolment(first))).hasMessageContaining("another process changed");

        assertThat(first.enrolment()).isEmpty();
        assertThat(open().enrolment().orElseThrow().certificate()).isEqualTo(kept.certificate());
    }

    @Test
    void is_whole_whenever_the_power_goes() throws Exception {
        KeyVault vault = open();
        vault.keep(enrolment(vault));
        Set<ByteBuffer> seen = new HashSet<>();
        AtomicBoolean done = new AtomicBoolean();
        Thread power = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                try {
                    seen.add(ByteBuffer.wrap(Files.readAllBytes(file())));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        });
        for (int i = 0; i < 40; i++) {
            vault.keep(enrolment(vault));
        }
        done.set(true);
        power.join();

        byte[] last = Files.readAllBytes(file());
        assertThat(seen).isNotEmpty();
        for (ByteBuffer then : seen) {
            Files.write(file(), then.array());
            Enrolment enrolment = open().enrolment().orElseThrow();
            assertThat(signs(enrolment)).isTrue();
        }
        Files.write(file(), last);
        assertThat(open().enrolment())
                .map(Enrolment::certificate)
                .contains(vault.enrolment().orElseThrow().certificate());
        assertThat(state()).isDirectoryNotContaining("glob:**.new");
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, content);
    }

    private Path state() {
        return directory.resolve("state");
    }

    private Path file() {
        return state().resolve(GatewayIdentity.FILE);
    }

    private Path secretFile() {
        return directory.resolve("state.secret");
    }
}
