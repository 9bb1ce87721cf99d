package org.fogward.fog.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;

/** A secret in a file that only its owner can read. */
public final class PrivateFile {

    private PrivateFile() {}

    /**
     * Writes a file, in place of one that may be there. A crash leaves either of the two.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = PemFiles.createPrivate(part)) {
            out.write(content);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads the secret, making a random one if there is no file.
     *
     * @param bytes its length
     * @throws IOException if the file cannot be used or holds something of another length
     */
    public static byte[] readOrCreate(Path file, int bytes) throws IOException {
        if (!Files.exists(file)) {
            byte[] secret = new byte[bytes];
            new SecureRandom().nextBytes(secret);
            Path part = file.resolveSibling(file.getFileName() + ".part");
            try (OutputStream out = PemFiles.createPrivate(part)) {
                out.write(secret);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
        if (Files.size(file) != bytes) {
            throw new IOException(file + " is not a key of " + bytes + " bytes");
        }
        return Files.readAllBytes(file);
    }
}
