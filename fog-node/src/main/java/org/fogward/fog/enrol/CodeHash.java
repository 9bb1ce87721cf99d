package org.fogward.fog.enrol;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A code's secret as it is stored: PBKDF2 with HMAC-SHA-256 (RFC 8018) under a salt of its own.
 *
 * @param salt random
 * @param hash of salt and secret
 */
record CodeHash(byte[] salt, byte[] hash) {

    private static final int BYTES = 16;
    private static final int ITERATIONS = 20_000;

    static CodeHash of(String secret, SecureRandom random) {
        byte[] salt = new byte[BYTES];
        random.nextBytes(salt);
        return new CodeHash(salt, hash(secret, salt));
    }

    boolean matches(String secret) {
        return MessageDigest.isEqual(hash, hash(secret, salt));
    }

    private static byte[] hash(String secret, byte[] salt) {
        try {
            PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt, ITERATIONS, 2 * BYTES * Byte.SIZE);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PBKDF2", e);
        }
    }

    /** Without either. */
    @Override
    public String toString() {
        return "CodeHash";
    }
}
