package org.fogward.protocol.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContext;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;

/**
 * The one suite of RFC 9180 that is used here: base mode, X-Wing (X25519 with ML-KEM-768, so that what is recorded today stays
 * closed to a quantum computer), HKDF-SHA256, ChaCha20-Poly1305, which is fast without AES instructions.
 */
final class SealingSuite {
    /** Bytes of an encapsulated key. */
    static final int ENCAPSULATION_BYTES = 1120;

    /** Bytes of a public key. */
    static final int PUBLIC_KEY_BYTES = 1216;

    private static final byte[] UP = ascii("fogward up");
    private static final byte[] DOWN = ascii("fogward down");
    private static final byte[] INFO = ascii("fogward-seal-v1\0");

    private SealingSuite() {}

    static HPKE hpke() {
        return new HPKE(HPKE.mode_base, HPKE.kem_X_WING, HPKE.kdf_HKDF_SHA256, HPKE.aead_CHACHA20_POLY1305);
    }

    /** Binds a session to its two ends; no name holds a zero byte. */
    static byte[] info(FederationId federation, GatewayId gateway) {
        byte[] names = ascii(federation.value() + "\0" + gateway.value());
        return ByteBuffer.allocate(INFO.length + names.length)
                .put(INFO)
                .put(names)
                .array();
    }

    static Session session(HPKEContext context) {
        return new Session(
                new MessageKey(context.export(UP, MessageKey.BYTES)),
                new MessageKey(context.export(DOWN, MessageKey.BYTES)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
