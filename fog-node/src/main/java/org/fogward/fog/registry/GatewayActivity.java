package org.fogward.fog.registry;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fogward.fog.view.GatewaySummary;
import org.fogward.fog.view.GatewaySummary.UpdateOutcome;
import org.fogward.protocol.identity.GatewayId;

/** What is seen of each gateway since the process started, by its own account and ours. Thread-safe. */
public final class GatewayActivity {

    private final Map<GatewayId, Seen> gateways = new TreeMap<>();

    private static final class Seen {
        private boolean online;
        private long samples;
        private Optional<UpdateOutcome> lastUpdate = Optional.empty();
        private Traffic traffic = Traffic.NONE;
    }

    /** Takes a gateway's own word. */
    public synchronized void status(GatewayId gateway, boolean online, long samples) {
        Seen seen = seen(gateway);
        seen.online = online;
        seen.samples = samples;
    }

    /** Takes what became of a gateway's newest update. */
    public synchronized void outcome(GatewayId gateway, UpdateOutcome outcome) {
        seen(gateway).lastUpdate = Optional.of(outcome);
    }

    /** Counts bytes that a gateway sent. */
    public synchronized void received(GatewayId gateway, long bytes) {
        Seen seen = seen(gateway);
        seen.traffic = seen.traffic.plus(new Traffic(bytes, 0));
    }

    /** Counts bytes that a gateway was sent. */
    public synchronized void sent(GatewayId gateway, long bytes) {
        Seen seen = seen(gateway);
        seen.traffic = seen.traffic.plus(new Traffic(0, bytes));
    }

    /** Counts bytes that every gateway on line was sent. */
    public synchronized void sentToAll(long bytes) {
        gateways.forEach((gateway, seen) -> {
            if (seen.online) {
                sent(gateway, bytes);
            }
        });
    }

    /** All bytes so far, by gateway. */
    public synchronized Map<GatewayId, Traffic> traffic() {
        Map<GatewayId, Traffic> traffic = new TreeMap<>();
        gateways.forEach((gateway, seen) -> traffic.put(gateway, seen.traffic));
        return traffic;
    }

    /** These gateways, for people to look at. */
    public synchronized List<GatewaySummary> summaries(Collection<GatewayId> registered) {
        return registered.stream()
                .map(gateway -> summary(gateway, gateways.getOrDefault(gateway, new Seen())))
                .toList();
    }

    private static GatewaySummary summary(GatewayId gateway, Seen seen) {
        return new GatewaySummary(
                gateway.value(), seen.online, seen.samples, seen.lastUpdate, seen.traffic.up(), seen.traffic.down());
    }

    private Seen seen(GatewayId gateway) {
        return gateways.computeIfAbsent(gateway, unseen -> new Seen());
    }

    /**
     * Bytes, MQTT payloads and blobs.
     *
     * @param up sent by gateways
     * @param down sent to gateways
     */
    public record Traffic(long up, long down) {
        /** Nothing yet. */
        public static final Traffic NONE = new Traffic(0, 0);

        /** Both together. */
        public Traffic plus(Traffic other) {
            return new Traffic(up + other.up, down + other.down);
        }

        /** What came since an earlier count. */
        public Traffic since(Traffic earlier) {
            return new Traffic(up - earlier.up, down - earlier.down);
        }
    }
}
