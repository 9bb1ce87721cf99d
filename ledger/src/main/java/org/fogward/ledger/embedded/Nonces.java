package org.fogward.ledger.embedded;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;

/** Fabric's nonces: 24 random bytes. */
final class Nonces {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Nonces() {}

    static ByteString next() {
        byte[] nonce = new byte[24];
        RANDOM.nextBytes(nonce);
        return ByteString.copyFrom(nonce);
    }
}
