package org.fogward.edge.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import org.fogward.protocol.identity.MessageSigner;
import org.fogward.protocol.identity.VerificationKey;

/**
 * The keys of a gateway, in the encrypted file {@value #FILE} of its state directory. Made on first use; the plain key files of
 * earlier builds are taken over then, and deleted once the key store is on the disk. Thread-safe.
 */
public final class GatewayIdentity {
    static final String FILE = "gateway.keystore";

    private final KeyVault vault;

    private GatewayIdentity(KeyVault vault) {
        this.vault = vault;
    }

    /**
     * Opens the key store with the secret beside the state directory, or makes both.
     *
     * @param stateDirectory made, for its owner only, if it is absent
     * @return the keys
     * @throws IOException when a file cannot be read or written, is open to others, or holds no keys
     */
    public static GatewayIdentity open(Path stateDirectory) throws IOException {
        return open(stateDirectory, VaultSecret.of(stateDirectory, Optional.empty(), Optional.empty()));
    }

    /**
     * Opens the key store, or makes it.
     *
     * @param stateDirectory made, for its owner only, if it is absent
     * @param secret opens the key store
     * @return the keys
     * @throws IOException when a file cannot be read or written, is open to others, or holds no keys
     */
    public static GatewayIdentity open(Path stateDirectory, VaultSecret secret) throws IOException {
        if (!Files.isDirectory(stateDirectory)) {
            Files.createDirectories(
                    stateDirectory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        SecureRandom random = new SecureRandom();
        Path file = stateDirectory.resolve(FILE);
        PlainKeys plain = new PlainKeys(stateDirectory);
        if (!Files.exists(file)) {
            FileKeyVault.create(file, secret, plain.content(random), random);
        }
        KeyVault vault = FileKeyVault.open(file, secret, random);
        plain.deleteIfIn(vault);
        return new GatewayIdentity(vault);
    }

    /** Signs for this gateway. */
    public MessageSigner signingKey() {
        return vault.signingKey();
    }

    /** What the fog node registers this gateway by. */
    public VerificationKey verificationKey() {
        return vault.signingKey().verificationKey();
    }

    /** The 32 bytes that the sample store's keys are derived from. */
    public byte[] sampleSecret() {
        return vault.sampleSecret();
    }

    /** Where all of it is kept, and what the gateway got by enrolling. */
    public KeyVault vault() {
        return vault;
    }
}
