package org.fogward.edge.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import org.fogward.protocol.identity.SigningKey;

/** The unencrypted files {@code gateway.key} and {@code samples.key} that gateways had before there was a key store. */
final class PlainKeys {
    private final Path signing;
    private final Path samples;

    PlainKeys(Path stateDirectory) {
        this.signing = stateDirectory.resolve("gateway.key");
        this.samples = stateDirectory.resolve("samples.key");
    }

    /** What a new key store starts with: the keys that are there, and new ones for those that are not. */
    VaultContent content(SecureRandom random) throws IOException {
        return new VaultContent(keyOrNew(signing, random), keyOrNew(samples, random), Optional.empty());
    }

    /** Deletes the files once a key store on the disk holds what they hold. */
    void deleteIfIn(KeyVault vault) throws IOException {
        if (Files.exists(signing)) {
            SigningKey key = SigningKey.ofSeed(new KeyFile(signing).read());
            delete(signing, key.verificationKey().equals(vault.signingKey().verificationKey()));
        }
        if (Files.exists(samples)) {
            delete(samples, MessageDigest.isEqual(new KeyFile(samples).read(), vault.sampleSecret()));
        }
    }

    private static byte[] keyOrNew(Path file, SecureRandom random) throws IOException {
        if (Files.exists(file)) {
            return new KeyFile(file).read();
        }
        byte[] fresh = new byte[KeyFile.BYTES];
        random.nextBytes(fresh);
        return fresh;
    }

    private static void delete(Path file, boolean kept) throws IOException {
        if (!kept) {
            throw new IOException(file + ": holds another key than the gateway's key store; take away the wrong one");
        }
        Files.delete(file);
    }
}
