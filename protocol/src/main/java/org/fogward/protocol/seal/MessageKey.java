package org.fogward.protocol.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals messages, each under a number of its own (ChaCha20-Poly1305, RFC 8439). Whoever seals must never use a number twice.
 * Thread-safe; its text never holds the secret.
 */
public final class MessageKey {
    /** Bytes in a key. */
    public static final int BYTES = 32;

    /** By how much a sealed message is longer. */
    public static final int TAG_BYTES = 16;

    private static final String CIPHER = "ChaCha20-Poly1305";
    private static final int NONCE_BYTES = 12;

    private final byte[] secret;

    /**
     * A key.
     *
     * @param secret 32 bytes
     * @throws IllegalArgumentException if there are not 32
     */
    public MessageKey(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("key: " + BYTES + " bytes expected, not " + secret.length);
        }
        this.secret = secret.clone();
    }

    /** Makes a key. */
    public static MessageKey generate(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new MessageKey(secret);
    }

    /** The secret: only to be sent inside a session. */
    public byte[] secret() {
        return secret.clone();
    }

    /**
     * Seals a message.
     *
     * @param number never used before with this key
     * @param about what the reader has to know besides and nobody may change, such as the topic
     * @return the message, 16 bytes longer
     */
    public byte[] seal(long number, byte[] about, byte[] message) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, number, about).doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + CIPHER, e);
        }
    }

    /**
     * Opens a message.
     *
     * @param sealed any bytes
     * @throws SealException if they were not sealed with this key under this number about the same
     */
    public byte[] open(long number, byte[] about, byte[] sealed) throws SealException {
        try {
            return cipher(Cipher.DECRYPT_MODE, number, about).doFinal(sealed);
        } catch (AEADBadTagException e) {
            throw new WrongKeyException();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + CIPHER, e);
        }
    }

    private Cipher cipher(int mode, long number, byte[] about) throws GeneralSecurityException {
        byte[] nonce =
                ByteBuffer.allocate(NONCE_BYTES).putInt(0).putLong(number).array();
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(secret, "ChaCha20"), new IvParameterSpec(nonce));
        cipher.updateAAD(about);
        return cipher;
    }

    @Override
    public String toString() {
        return "MessageKey";
    }
}
