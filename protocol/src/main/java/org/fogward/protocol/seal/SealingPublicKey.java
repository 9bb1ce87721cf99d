package org.fogward.protocol.seal;

import java.util.Arrays;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;

/** What gateways seal for their fog node with: an X-Wing key of 1,216 bytes. Immutable, thread-safe. */
public final class SealingPublicKey {
    private final byte[] encoded;

    private SealingPublicKey(byte[] encoded) {
        this.encoded = encoded;
    }

    /**
     * Reads a key.
     *
     * @param encoded as {@link #encoded()} gives it
     * @throws SealException if these bytes are no such key
     */
    public static SealingPublicKey parse(byte[] encoded) throws SealException {
        if (encoded.length != SealingSuite.PUBLIC_KEY_BYTES) {
            throw new SealException(
                    DropReason.MALFORMED,
                    "public_key: " + SealingSuite.PUBLIC_KEY_BYTES + " bytes expected, not " + encoded.length);
        }
        return new SealingPublicKey(encoded.clone());
    }

    /** The key's 1,216 bytes. */
    public byte[] encoded() {
        return encoded.clone();
    }

    /**
     * Begins a session with the key's holder.
     *
     * @throws SealException if the key's bytes, which came from outside, are no point and lattice to work with
     */
    public BegunSession begin(FederationId federation, GatewayId gateway) throws SealException {
        try {
            HPKE hpke = SealingSuite.hpke();
            AsymmetricKeyParameter recipient = hpke.deserializePublicKey(encoded);
            HPKEContextWithEncapsulation context = hpke.setupBaseS(recipient, SealingSuite.info(federation, gateway));
            return new BegunSession(context.getEncapsulation(), SealingSuite.session(context));
        } catch (RuntimeException e) {
            throw new SealException(DropReason.MALFORMED, "public_key: cannot be used");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealingPublicKey that && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }
}
