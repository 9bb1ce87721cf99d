package org.fogward.fog.http;

import java.util.Optional;
import org.fogward.protocol.identity.GatewayId;

/** Finds out which registered gateway a bearer token (RFC 6750) belongs to. Thread-safe. */
@FunctionalInterface
public interface BearerCheck {

    /**
     * Checks a token.
     *
     * @param token any text, straight from the wire
     * @return the gateway, or empty if the token is not good
     */
    Optional<GatewayId> gatewayOf(String token);
}
