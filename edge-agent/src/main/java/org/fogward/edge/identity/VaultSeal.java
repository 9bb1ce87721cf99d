package org.fogward.edge.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the content of a key store file: eight bytes that name the form, a random nonce, then ChaCha20-Poly1305 (RFC 8439) over the
 * content with the first eight bytes as associated data, under a key derived by HKDF-SHA-256 (RFC 5869). So every bit of the file
 * is authenticated, which those of a PKCS #12 file are not, and opening it costs microseconds: the secret is random, so there is no
 * password to stretch.
 */
final class VaultSeal {
    private static final String CIPHER = "ChaCha20-Poly1305";
    private static final byte[] FORM = "fwkeys1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int NONCE_BYTES = 12;
    private static final int KEY_BYTES = 32;

    private final SecretKey key;
    private final SecureRandom random;

    VaultSeal(byte[] secret, SecureRandom random) {
        HKDFParameterSpec parameters = HKDFParameterSpec.ofExtract()
                .addIKM(secret)
                .thenExpand("fogward gateway key store".getBytes(StandardCharsets.US_ASCII), KEY_BYTES);
        try {
            this.key = new SecretKeySpec(KDF.getInstance("HKDF-SHA256").deriveData(parameters), "ChaCha20");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks HKDF-SHA256", e);
        }
        this.random = random;
    }

    byte[] seal(byte[] content) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(content);
            return ByteBuffer.allocate(FORM.length + NONCE_BYTES + sealed.length)
                    .put(FORM)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks " + CIPHER, e);
        }
    }

    /** Empty if a bit is another one, or the secret. */
    Optional<byte[]> open(byte[] file) {
        int start = FORM.length + NONCE_BYTES;
        if (file.length < start || !Arrays.equals(FORM, 0, FORM.length, file, 0, FORM.length)) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOfRange(file, FORM.length, start);
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(file, start, file.length - start));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new IvParameterSpec(nonce));
        cipher.updateAAD(FORM);
        return cipher;
    }
}
