package org.fogward.fog.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over a whole archive, in lower-case hexadecimal digits, as the comment that a ZIP file ends with. The checksums
 * that ZIP has itself leave out names, times, attributes and the bits that fill up a byte, and whoever unpacks looks at half of
 * what is said twice. It is against damage: who changes an archive on purpose can seal it again, and is found by the audit.
 */
final class ArchiveSeal {
    /** Stands for the digest until there is one. */
    static final String PLACE = "0".repeat(64);

    private static final int BUFFER_BYTES = 1 << 16;

    private ArchiveSeal() {}

    /** Writes the digest over the end of a file, which has room for it there. */
    static void seal(Path file) throws IOException {
        byte[] digest = digest(file).getBytes(StandardCharsets.US_ASCII);
        try (RandomAccessFile output = new RandomAccessFile(file.toFile(), "rw")) {
            output.seek(output.length() - digest.length);
            output.write(digest);
            output.getFD().sync();
        }
    }

    static void require(Path file) throws IOException {
        if (Files.size(file) < PLACE.length()) {
            throw new IOException(file + " is damaged or no archive: it is too short");
        }
        byte[] said = new byte[PLACE.length()];
        try (RandomAccessFile input = new RandomAccessFile(file.toFile(), "r")) {
            input.seek(input.length() - said.length);
            input.readFully(said);
        }
        if (!new String(said, StandardCharsets.ISO_8859_1).equals(digest(file))) {
            throw new IOException(file + " is damaged or no archive: it is not what was exported");
        }
    }

    private static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (long left = Files.size(file) - PLACE.length(); left > 0; ) {
                int n = digested.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (n < 0) {
                    throw new EOFException(file + " became shorter while it was read");
                }
                left -= n;
            }
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
