package org.fogward.fog.access;

import org.fogward.protocol.digest.Digest;

/** Hears of each look at a proof. Returns at once. Thread-safe. */
@FunctionalInterface
public interface Looks {

    /**
     * Somebody looked at a proof.
     *
     * @param who an account's name
     * @param leaf SHA-256 of the leaf that the proof is about
     */
    void proofSeen(String who, Digest leaf);
}
