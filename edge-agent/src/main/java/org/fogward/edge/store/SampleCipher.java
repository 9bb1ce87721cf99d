package org.fogward.edge.store;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts with one key: ChaCha20-Poly1305 (RFC 8439), which needs no AES instructions, under a random 96-bit nonce, which is safe for
 * 2^32 messages. Thread-safe.
 */
final class SampleCipher {
    static final int KEY_BYTES = 32;

    private static final String CIPHER = "ChaCha20-Poly1305";
    private static final int NONCE_BYTES = 12;

    private final SecretKey key;
    private final SecureRandom random;

    SampleCipher(byte[] key, SecureRandom random) {
        this.key = new SecretKeySpec(key, "ChaCha20");
        this.random = random;
    }

    /** The nonce, then what was encrypted. */
    byte[] seal(byte[] plain, byte[] associated) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce);
            cipher.updateAAD(associated);
            byte[] encrypted = new byte[NONCE_BYTES + cipher.getOutputSize(plain.length)];
            System.arraycopy(nonce, 0, encrypted, 0, NONCE_BYTES);
            cipher.doFinal(plain, 0, plain.length, encrypted, NONCE_BYTES);
            return encrypted;
        } catch (GeneralSecurityException e) {
            throw new StoreException("cannot encrypt a sample", e);
        }
    }

    /** @throws StoreException if it is damaged, or another key's */
    byte[] open(byte[] encrypted, byte[] associated) {
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, encrypted);
            cipher.updateAAD(associated);
            return cipher.doFinal(encrypted, NONCE_BYTES, encrypted.length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StoreException("a stored sample is damaged or was encrypted with another key", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonced) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new IvParameterSpec(nonced, 0, NONCE_BYTES));
        return cipher;
    }
}
