package org.fogward.edge.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a gateway does with the secret of its sample store: encrypt, name contents, and replace group ids by pseudonyms.
 *
 * <p>Three keys are derived from the secret with HKDF-SHA-256 (RFC 5869). Encryption is ChaCha20-Poly1305 (RFC 8439),
 * which needs no AES instructions, under a random 96-bit nonce: safe for 2^32 samples, far above any store's bound.
 * Digests and pseudonyms are HMAC-SHA-256 (RFC 2104), so that whoever sees a database without its key file can neither
 * confirm a guessed sample nor a guessed patient id. Thread-safe.
 */
public final class SampleKeys {
    private static final String CIPHER = "ChaCha20-Poly1305";
    private static final String MAC = "HmacSHA256";
    private static final int NONCE_BYTES = 12;
    private static final int PSEUDONYM_BYTES = 16;

    private final SecretKey encryption;
    private final SecretKey content;
    private final SecretKey pseudonym;
    private final SecureRandom random;

    /**
     * Derives the keys.
     *
     * @param secret 32 bytes from the gateway's key file
     * @param random a cryptographic generator for nonces
     */
    public SampleKeys(byte[] secret, SecureRandom random) {
        this.encryption = derive(secret, "fogward sample encryption", "ChaCha20");
        this.content = derive(secret, "fogward sample content", MAC);
        this.pseudonym = derive(secret, "fogward group pseudonym", MAC);
        this.random = random;
    }

    /**
     * Names a request's content: the same parts in the same order give the same 32 bytes.
     *
     * @param parts the content
     * @return HMAC-SHA-256 over the length-prefixed parts
     */
    public byte[] contentDigest(byte[]... parts) {
        Mac mac = mac(content);
        for (byte[] part : parts) {
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
            mac.update(part);
        }
        return mac.doFinal();
    }

    /**
     * Replaces a group id (a patient, a subject).
     *
     * @param group the id as the device sent it
     * @return 32 hexadecimal digits, the same for the same id
     */
    public String pseudonym(String group) {
        byte[] tag = mac(pseudonym).doFinal(group.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(tag, 0, PSEUDONYM_BYTES);
    }

    /**
     * Encrypts.
     *
     * @param plain what to encrypt
     * @param associated what has to be said again to decrypt it
     */
    public byte[] seal(byte[] plain, byte[] associated) {
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

    /**
     * Decrypts.
     *
     * @param encrypted what {@link #seal} gave
     * @param associated what was said then
     * @throws StoreException if it is damaged, or another key's
     */
    public byte[] open(byte[] encrypted, byte[] associated) {
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
        cipher.init(mode, encryption, new IvParameterSpec(nonced, 0, NONCE_BYTES));
        return cipher;
    }

    private static SecretKey derive(byte[] secret, String purpose, String algorithm) {
        try {
            HKDFParameterSpec parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(secret)
                    .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), 32);
            byte[] key = KDF.getInstance("HKDF-SHA256").deriveData(parameters);
            return new SecretKeySpec(key, algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks HKDF-SHA256", e);
        }
    }

    private static Mac mac(SecretKey key) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac;
        } catch (InvalidKeyException | java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks " + MAC, e);
        }
    }
}
