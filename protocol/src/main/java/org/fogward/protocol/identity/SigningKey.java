package org.fogward.protocol.identity;

import java.security.SecureRandom;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * A private Ed25519 key (RFC 8032). Immutable, safe for use by several threads; signatures are deterministic.
 *
 * <p>Its text form never holds the secret.
 */
public final class SigningKey implements MessageSigner {
    /** Bytes in a seed. */
    public static final int SEED_BYTES = 32;

    private final Ed25519PrivateKeyParameters key;
    private final VerificationKey verificationKey;

    private SigningKey(Ed25519PrivateKeyParameters key) {
        this.key = key;
        this.verificationKey = VerificationKey.ofBytes(key.generatePublicKey().getEncoded());
    }

    /** Makes a new key from a secure source of randomness. */
    public static SigningKey generate(SecureRandom random) {
        return new SigningKey(new Ed25519PrivateKeyParameters(random));
    }

    /**
     * Restores a key from its seed.
     *
     * @param seed the 32 bytes that {@link #seed()} gave
     * @throws IllegalArgumentException if there are not 32 bytes
     */
    public static SigningKey ofSeed(byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("seed: " + SEED_BYTES + " bytes expected, not " + seed.length);
        }
        return new SigningKey(new Ed25519PrivateKeyParameters(seed, 0));
    }

    /** The secret: 32 bytes that restore this key, to be kept in a file that only its owner can read. */
    public byte[] seed() {
        return key.getEncoded();
    }

    @Override
    public VerificationKey verificationKey() {
        return verificationKey;
    }

    @Override
    public byte[] sign(byte[] message) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    @Override
    public String toString() {
        return "SigningKey of " + verificationKey;
    }
}
