package org.fogward.sim.device;

import java.util.Objects;

/** What a device shows a gateway: an identity and the key that both hold (DTLS with pre-shared keys, RFC 4279). Immutable. */
public final class DeviceKey implements DeviceProof {
    private final String identity;
    private final byte[] secret;

    /**
     * Takes a copy of the key.
     *
     * @param identity the name that the gateway knows the device by
     * @param secret the shared key, at least 16 bytes
     * @throws IllegalArgumentException if the key is shorter
     */
    public DeviceKey(String identity, byte[] secret) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("secret: a device key has at least 16 bytes");
        }
        this.identity = Objects.requireNonNull(identity, "identity");
        this.secret = secret.clone();
    }

    /** The name that the gateway knows the device by. */
    @Override
    public String identity() {
        return identity;
    }

    /** A copy of the shared key. */
    public byte[] secret() {
        return secret.clone();
    }

    @Override
    public String toString() {
        return identity;
    }
}
