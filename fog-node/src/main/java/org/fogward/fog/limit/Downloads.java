package org.fogward.fog.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fogward.protocol.identity.GatewayId;

/** The downloads that are under way. Thread-safe. */
public final class Downloads {
    private final Peers peers;
    private final Map<GatewayId, Integer> underWay = new ConcurrentHashMap<>();

    /** None yet. */
    public Downloads(Peers peers) {
        this.peers = peers;
    }

    /** Whether a gateway may begin another; one that may has to {@link #end} it. */
    public boolean begin(GatewayId gateway) {
        int most = peers.limits().downloadsPerGateway();
        boolean[] begun = {false};
        underWay.compute(gateway, (_, before) -> {
            int count = before == null ? 0 : before;
            begun[0] = count < most;
            return begun[0] ? count + 1 : count;
        });
        if (!begun[0]) {
            peers.note("HTTPS", gateway.value(), LimitReason.DOWNLOADS);
        }
        return begun[0];
    }

    /** One is over. */
    public void end(GatewayId gateway) {
        underWay.computeIfPresent(gateway, (_, count) -> count > 1 ? count - 1 : null);
    }
}
