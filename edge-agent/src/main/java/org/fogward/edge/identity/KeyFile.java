package org.fogward.edge.identity;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * A file that holds one 32-byte secret as base64 text, readable by its owner only (mode 600).
 *
 * <p>A file that others may read is refused, because the secret in it has to be taken as known.
 */
public final class KeyFile {
    /** Bytes in a secret. */
    public static final int BYTES = 32;

    private final Path file;

    /**
     * Names a key file; nothing is read yet.
     *
     * @param file where the secret is or will be
     */
    public KeyFile(Path file) {
        this.file = file;
    }

    /**
     * Reads the secret, or makes one from the given generator if there is no file yet.
     *
     * @param random a cryptographic generator
     * @return 32 bytes
     * @throws IOException when the file cannot be read or written, is open to others, or is no such secret
     */
    public byte[] readOrCreate(SecureRandom random) throws IOException {
        if (!exists()) {
            byte[] secret = new byte[BYTES];
            random.nextBytes(secret);
            String text = Base64.getEncoder().encodeToString(secret) + "\n";
            new DurableFile(file).create(text.getBytes(StandardCharsets.US_ASCII));
        }
        return read();
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Refuses a file that others may use. */
    byte[] read() throws IOException {
        Set<PosixFilePermission> open = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        open.removeAll(Set.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
        if (!open.isEmpty()) {
            throw new IOException(file + ": others may use this key file; run chmod 600 on it, or replace the key");
        }
        return content();
    }

    /** Leaves it to somebody else who may use the file: systemd shows its access list as rights of the group. */
    byte[] content() throws IOException {
        if (Files.size(file) > 4 * BYTES) {
            throw new IOException(file + ": too long for a key of " + BYTES + " bytes in base64");
        }
        try {
            byte[] secret = Base64.getDecoder()
                    .decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
            if (secret.length == BYTES) {
                return secret;
            }
        } catch (IllegalArgumentException | CharacterCodingException notBase64) {
            // Said below without the content, which may be a secret.
        }
        throw new IOException(file + ": not a key of " + BYTES + " bytes in base64");
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
