package org.fogward.ledger.transaction;

import com.google.protobuf.ByteString;
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
            for (ByteString piece : pieces) {
                digest.update(piece.asReadOnlyByteBuffer());
            }
            return ByteString.copyFrom(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
