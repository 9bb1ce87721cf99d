package org.fogward.protocol.seal;

import java.security.SecureRandom;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.hpke.HPKE;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;

/**
 * What a fog node opens its gateways' sessions with (X-Wing, draft-connolly-cfrg-xwing-kem). Immutable, thread-safe; its text
 * never holds the secret.
 */
public final class SealingKey {
    /** Bytes in a seed. */
    public static final int SEED_BYTES = 32;

    private final byte[] seed;
    private final AsymmetricCipherKeyPair pair;
    private final SealingPublicKey publicKey;

    private SealingKey(byte[] seed) {
        HPKE hpke = SealingSuite.hpke();
        this.seed = seed;
        try {
            this.pair = hpke.deriveKeyPair(seed);
            this.publicKey = SealingPublicKey.parse(hpke.serializePublicKey(pair.getPublic()));
        } catch (SealException e) {
            throw new IllegalStateException("a key that was made has its own form", e);
        }
    }

    /** Makes a key. */
    public static SealingKey generate(SecureRandom random) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return new SealingKey(seed);
    }

    /**
     * Restores a key.
     *
     * @param seed the 32 bytes that {@link #seed()} gave
     * @throws IllegalArgumentException if there are not 32 bytes
     */
    public static SealingKey ofSeed(byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("seed: " + SEED_BYTES + " bytes expected, not " + seed.length);
        }
        return new SealingKey(seed.clone());
    }

    /** The secret, to be kept in a file that only its owner can read. */
    public byte[] seed() {
        return seed.clone();
    }

    /** What gateways need. */
    public SealingPublicKey publicKey() {
        return publicKey;
    }

    /**
     * Takes part in a session that a gateway began.
     *
     * @param encapsulation any bytes; a wrong encapsulation of the right length gives a session that opens nothing
     * @throws SealException if they are no encapsulation
     */
    public Session accept(byte[] encapsulation, FederationId federation, GatewayId gateway) throws SealException {
        if (encapsulation.length != SealingSuite.ENCAPSULATION_BYTES) {
            throw new SealException(
                    DropReason.MALFORMED,
                    "encapsulation: " + SealingSuite.ENCAPSULATION_BYTES + " bytes expected, not "
                            + encapsulation.length);
        }
        try {
            return SealingSuite.session(
                    SealingSuite.hpke().setupBaseR(encapsulation, pair, SealingSuite.info(federation, gateway)));
        } catch (RuntimeException e) {
            throw new SealException(DropReason.MALFORMED, "encapsulation: cannot be opened");
        }
    }

    @Override
    public String toString() {
        return "SealingKey";
    }
}
