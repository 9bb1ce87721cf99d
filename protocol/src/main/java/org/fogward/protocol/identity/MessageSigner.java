package org.fogward.protocol.identity;

/**
 * Signs with an Ed25519 key (RFC 8032) that it need not give away: the key may be in this process, as a {@link SigningKey}, or in
 * hardware. Safe for use by several threads. The text form never holds a secret.
 */
public interface MessageSigner {
    /** The public half of the key. */
    VerificationKey verificationKey();

    /** Signs a message of any length; 64 bytes. */
    byte[] sign(byte[] message);
}
