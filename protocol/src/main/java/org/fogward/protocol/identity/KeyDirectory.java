package org.fogward.protocol.identity;

import java.util.Optional;

/**
 * Where the verification keys of known signers are looked up. A gateway knows one signer, the fog node; a fog node knows
 * its registered gateways. Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface KeyDirectory {
    /**
     * Finds the key of a signer.
     *
     * @param signer any text, as it came from outside
     * @return the key, or empty when the signer is unknown or no longer trusted
     */
    Optional<VerificationKey> find(String signer);
}
