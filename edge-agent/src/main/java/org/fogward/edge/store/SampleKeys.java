package org.fogward.edge.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a gateway does with the secret of its sample store: encrypt patients' keys, name contents, and replace group ids by pseudonyms.
 *
 * <p>Three keys are derived from the secret with HKDF-SHA-256 (RFC 5869). Encryption is ChaCha20-Poly1305 (RFC 8439). Each patient's
 * samples have a key of their own, which is stored encrypted under the gateway's: once that is deleted, nothing opens them.
 * Digests and pseudonyms are HMAC-SHA-256 (RFC 2104), so that whoever sees a database without its key file can neither
 * confirm a guessed sample nor a guessed patient id. Thread-safe.
 */
public final class SampleKeys {
    private static final String MAC = "HmacSHA256";
    private static final int PSEUDONYM_BYTES = 16;

    private final SampleCipher own;
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
        this.own = new SampleCipher(derive(secret, "fogward sample encryption"), random);
        this.content = new SecretKeySpec(derive(secret, "fogward sample content"), MAC);
        this.pseudonym = new SecretKeySpec(derive(secret, "fogward group pseudonym"), MAC);
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
     * Encrypts under the gateway's own key.
     *
     * @param plain what to encrypt
     * @param associated what has to be said again to decrypt it
     */
    public byte[] seal(byte[] plain, byte[] associated) {
        return own.seal(plain, associated);
    }

    /**
     * Decrypts.
     *
     * @param encrypted what {@link #seal} gave
     * @param associated what was said then
     * @throws StoreException if it is damaged, or another key's
     */
    public byte[] open(byte[] encrypted, byte[] associated) {
        return own.open(encrypted, associated);
    }

    /** A new key for a patient, encrypted under the gateway's own: with nothing but this is it had again. */
    byte[] newPatientKey(String patient) {
        byte[] key = new byte[SampleCipher.KEY_BYTES];
        random.nextBytes(key);
        return own.seal(key, purpose(patient));
    }

    /** What encrypts a patient's samples. */
    SampleCipher patient(String patient, byte[] wrappedKey) {
        return new SampleCipher(own.open(wrappedKey, purpose(patient)), random);
    }

    private static byte[] purpose(String patient) {
        return ("fogward patient key|" + patient).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] derive(byte[] secret, String purpose) {
        try {
            HKDFParameterSpec parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(secret)
                    .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), 32);
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
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
