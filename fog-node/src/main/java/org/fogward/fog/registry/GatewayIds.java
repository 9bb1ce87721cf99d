package org.fogward.fog.registry;

import java.util.Optional;
import org.fogward.protocol.identity.GatewayId;

/** Reads gateway ids that come from outside. */
final class GatewayIds {

    private GatewayIds() {}

    static Optional<GatewayId> parse(String text) {
        try {
            return Optional.of(new GatewayId(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
