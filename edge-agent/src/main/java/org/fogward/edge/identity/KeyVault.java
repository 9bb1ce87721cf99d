package org.fogward.edge.identity;

import java.io.IOException;
import java.security.KeyPair;
import java.util.Optional;
import org.fogward.protocol.identity.MessageSigner;

/**
 * Where a gateway keeps its keys. Private keys come out as handles that sign, so that a vault in hardware, such as a TPM or a secure
 * element, need not give them away; only the secret of the sample store comes out as bytes, since it encrypts more than hardware
 * could. A vault has a signing key and a sample secret from its first moment on. Thread-safe.
 */
public interface KeyVault {
    /** Signs what the gateway sends; the same key as long as the vault exists. */
    MessageSigner signingKey();

    /** The {@value KeyFile#BYTES} bytes that the sample store's keys are derived from; the caller's own copy. */
    byte[] sampleSecret();

    /**
     * Makes a P-256 key for TLS. It stays only when an enrolment with it is {@linkplain #keep kept}.
     *
     * @return the pair; the private half is a handle that this vault can keep
     */
    KeyPair newTlsKey();

    /** What was kept last; empty before the first enrolment. */
    Optional<Enrolment> enrolment();

    /**
     * Replaces the enrolment. When this returns, it is kept for good; a crash before leaves the one before it, whole.
     *
     * @param enrolment the new one; its key was made by this vault
     * @throws IOException when it cannot be kept; then the one before it still counts
     */
    void keep(Enrolment enrolment) throws IOException;
}
