package org.fogward.edge.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import org.fogward.protocol.identity.MessageSigner;
import org.fogward.protocol.identity.SigningKey;

/**
 * A key vault in one encrypted file. Every change replaces the file as a whole. Keys are in this process's memory while it is open.
 * Thread-safe; another process may read the file at the same time, and one that finds it changed refuses to change it too.
 */
final class FileKeyVault implements KeyVault {
    private static final long MAX_BYTES = 1 << 20;

    private final Path file;
    private final VaultSeal seal;
    private final MessageSigner signingKey;
    private byte[] onDisk;
    private volatile VaultContent content;

    private FileKeyVault(Path file, VaultSeal seal, byte[] onDisk, VaultContent content) {
        this.file = file;
        this.seal = seal;
        this.onDisk = onDisk;
        this.content = content;
        this.signingKey = SigningKey.ofSeed(content.signingSeed());
    }

    /** Does nothing if there is one already. */
    static void create(Path file, VaultSecret secret, VaultContent content, SecureRandom random) throws IOException {
        byte[] sealed = new VaultSeal(secret.readOrCreate(random), random).seal(content.json());
        new DurableFile(file).create(sealed);
    }

    static FileKeyVault open(Path file, VaultSecret secret, SecureRandom random) throws IOException {
        byte[] onDisk = bytes(file);
        VaultSeal seal = new VaultSeal(secret.read(), random);
        byte[] opened = seal.open(onDisk)
                .orElseThrow(() -> new IOException(file + ": this key store is damaged, or " + secret
                        + " is not its secret; put both back from a backup"));
        try {
            return new FileKeyVault(file, seal, onDisk, VaultContent.parse(opened));
        } catch (IOException e) {
            throw new IOException(file + ": this key store is of another version: " + e.getMessage(), e);
        }
    }

    @Override
    public MessageSigner signingKey() {
        return signingKey;
    }

    @Override
    public byte[] sampleSecret() {
        return content.sampleSecret().clone();
    }

    @Override
    public KeyPair newTlsKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256", e);
        }
    }

    @Override
    public Optional<Enrolment> enrolment() {
        return content.enrolment();
    }

    @Override
    public synchronized void keep(Enrolment enrolment) throws IOException {
        if (!Arrays.equals(bytes(file), onDisk)) {
            throw new IOException(file + ": another process changed this key store meanwhile; start the gateway again");
        }
        VaultContent next = content.with(enrolment);
        byte[] sealed = seal.seal(next.json());
        new DurableFile(file).replace(sealed);
        onDisk = sealed;
        content = next;
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + ": longer than a key store of " + MAX_BYTES + " bytes");
        }
        return Files.readAllBytes(file);
    }

    @Override
    public String toString() {
        return "FileKeyVault[" + file + "]";
    }
}
