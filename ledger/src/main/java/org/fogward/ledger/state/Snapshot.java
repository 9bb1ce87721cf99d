package org.fogward.ledger.state;

import com.google.protobuf.ByteString;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A ledger's state in a file, so that a long chain need not be read from its beginning. The file names the block that it
 * follows from and ends with SHA-256 over all of it. It is a shortcut and no record: whoever opens it compares that block
 * with the chain's.
 */
public final class Snapshot {
    private static final int BUFFER_BYTES = 1024 * 1024;
    private static final int DIGEST_BYTES = 32;

    private Snapshot() {}

    /**
     * Writes a state: all or nothing.
     *
     * @param file where to
     * @param state a state that does not change meanwhile
     * @throws IOException when the file cannot be written; an earlier one is left as it is
     */
    public static void write(Path file, LedgerState state) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileOutputStream raw = new FileOutputStream(fresh.toFile());
                OutputStream buffered = new BufferedOutputStream(raw, BUFFER_BYTES);
                DigestOutputStream digested = new DigestOutputStream(buffered, sha256());
                DataOutputStream output = new DataOutputStream(digested)) {
            SnapshotText.write(output, state);
            output.flush();
            buffered.write(digested.getMessageDigest().digest());
            buffered.flush();
            raw.getFD().sync();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads a state.
     *
     * @param file where from
     * @return nothing when the file is not there, damaged, or of another form
     */
    public static Optional<LedgerState> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (BufferedInputStream buffered = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
                DigestInputStream digested = new DigestInputStream(buffered, sha256());
                DataInputStream input = new DataInputStream(digested)) {
            LedgerState state = SnapshotText.read(input, Files.size(file));
            byte[] digest = digested.getMessageDigest().digest();
            boolean whole = Arrays.equals(digest, buffered.readNBytes(DIGEST_BYTES)) && buffered.read() < 0;
            return whole ? Optional.of(state) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether a state follows from a chain.
     *
     * @param state what a file held
     * @param headHash the hash of the header of the chain's block with the state's last number; empty when there is none
     * @return whether the state names the same block
     */
    public static boolean belongs(LedgerState state, ByteString headHash) {
        return state.head().height() > 0 && state.headHash().equals(headHash);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
