package org.fogward.ledger.transaction;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4) over concatenated pieces. */
public final class Sha256 {
    private Sha256() {}

    /**
     * Hashes.
     *
     * @param pieces the pieces, in order
     * @return 32 bytes
     */
    public static ByteString of(ByteString... pieces) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            // A stream gets at the bytes without a copy; a read-only buffer does not.
            OutputStream stream = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
            for (ByteString piece : pieces) {
                piece.writeTo(stream);
            }
            return ByteString.copyFrom(digest.digest());
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
