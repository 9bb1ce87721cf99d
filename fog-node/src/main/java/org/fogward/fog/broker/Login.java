package org.fogward.fog.broker;

import java.util.Optional;

/** Checks what somebody shows when they connect. Thread-safe. */
@FunctionalInterface
public interface Login {

    /**
     * Who connects.
     *
     * @param user the user name shown, any text
     * @param password the password shown, any text
     * @return a gateway's id or {@link org.fogward.protocol.identity.Signer#FOG}; empty if they may not connect
     */
    Optional<String> check(String user, String password);
}
