package org.fogward.fog;

import org.fogward.fog.standing.StandingWatch;
import org.fogward.protocol.identity.GatewayId;

/** What a suspended gateway finds shut. Its registration answers for logins and downloads. */
final class GatewayDoors implements StandingWatch.Doors {

    private final FogParts parts;

    GatewayDoors(FogParts parts) {
        this.parts = parts;
    }

    @Override
    public void shut(GatewayId gateway) {
        parts.federation.exclude(gateway);
        parts.activity.sentAway(gateway);
    }

    @Override
    public void open(GatewayId gateway) {
        parts.federation.readmit(gateway);
    }

    @Override
    public void changed() {
        parts.rounds.reconsider();
        parts.views.changed();
    }
}
