package org.fogward.fog.standing;

import java.time.Instant;
import java.util.OptionalLong;
import org.fogward.fog.registry.Suspension;
import org.fogward.protocol.identity.GatewayId;

/**
 * An operator's decision about a gateway.
 *
 * @param gateway whom it is about
 * @param suspended whether the gateway is suspended, or else restored
 * @param reason a code, {@code [a-z][a-z0-9_-]{0,31}}
 * @param note a few words without personal data, may be empty
 * @param at when it was given
 * @param inForce whether the running fog node acts by it
 * @param block which of the ledger's blocks tells of it; empty before
 */
record StandingOrder(
        GatewayId gateway,
        boolean suspended,
        String reason,
        String note,
        Instant at,
        boolean inForce,
        OptionalLong block) {

    Suspension suspension() {
        return new Suspension(reason, note, at.toString());
    }
}
