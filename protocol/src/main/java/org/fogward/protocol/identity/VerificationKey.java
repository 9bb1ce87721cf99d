package org.fogward.protocol.identity;

import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A public Ed25519 key (RFC 8032). Its text is the base64 of its 32 bytes. Immutable, safe for use by several threads.
 */
public final class VerificationKey {
    /** Bytes in a signature. */
    public static final int SIGNATURE_BYTES = 64;

    private static final int KEY_BYTES = 32;

    private final Ed25519PublicKeyParameters key;

    private VerificationKey(Ed25519PublicKeyParameters key) {
        this.key = key;
    }

    /**
     * Reads a key from its text.
     *
     * @throws IllegalArgumentException if the text is not the base64 of a point of the prime-order group
     */
    public static VerificationKey parse(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("verification key: not base64", e);
        }
        return ofBytes(bytes);
    }

    static VerificationKey ofBytes(byte[] bytes) {
        // A point of small order would accept one signature for many messages.
        if (bytes.length != KEY_BYTES || !Ed25519.validatePublicKeyFull(bytes, 0)) {
            throw new IllegalArgumentException("verification key: not an Ed25519 public key");
        }
        return new VerificationKey(new Ed25519PublicKeyParameters(bytes, 0));
    }

    /** The base64 of the 32 bytes, as {@link #parse} reads it. */
    public String text() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** Whether the holder of the private half made this signature of this message; any bytes may be given. */
    public boolean verify(byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, key);
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerificationKey that && Arrays.equals(key.getEncoded(), that.key.getEncoded());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key.getEncoded());
    }

    @Override
    public String toString() {
        return text();
    }
}
