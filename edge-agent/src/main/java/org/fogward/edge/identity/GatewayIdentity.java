package org.fogward.edge.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.identity.VerificationKey;

/**
 * The keys of a gateway, in two files of its state directory: {@code gateway.key}, the seed of the Ed25519 key (RFC 8032)
 * that signs what it sends, and {@code samples.key}, the secret of its sample store. Both are made on first use.
 * Immutable.
 */
public final class GatewayIdentity {
    private final SigningKey signingKey;
    private final byte[] sampleSecret;

    private GatewayIdentity(SigningKey signingKey, byte[] sampleSecret) {
        this.signingKey = signingKey;
        this.sampleSecret = sampleSecret;
    }

    /**
     * Reads the keys, or makes them.
     *
     * @param stateDirectory made, for its owner only, if it is absent
     * @return the keys
     * @throws IOException when a file cannot be read or written, is open to others, or holds no key
     */
    public static GatewayIdentity open(Path stateDirectory) throws IOException {
        if (!Files.isDirectory(stateDirectory)) {
            Files.createDirectories(
                    stateDirectory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        SecureRandom random = new SecureRandom();
        byte[] seed = new KeyFile(stateDirectory.resolve("gateway.key")).readOrCreate(random);
        byte[] secret = new KeyFile(stateDirectory.resolve("samples.key")).readOrCreate(random);
        return new GatewayIdentity(SigningKey.ofSeed(seed), secret);
    }

    /** Signs for this gateway. */
    public SigningKey signingKey() {
        return signingKey;
    }

    /** What the fog node registers this gateway by. */
    public VerificationKey verificationKey() {
        return signingKey.verificationKey();
    }

    /** The 32 bytes that the sample store's keys are derived from. */
    public byte[] sampleSecret() {
        return sampleSecret.clone();
    }
}
