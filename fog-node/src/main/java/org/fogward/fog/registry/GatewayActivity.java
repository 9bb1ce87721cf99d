package org.fogward.fog.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fogward.fog.admission.RefusalNames;
import org.fogward.fog.metrics.FogMetrics;
import org.fogward.fog.view.GatewaySummary;
import org.fogward.fog.view.GatewaySummary.UpdateOutcome;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.v1.RefusalReason;

/** What is seen of each gateway since the process started, by its own account and ours. Thread-safe. */
public final class GatewayActivity {

    private final FogMetrics metrics;
    private final Map<GatewayId, Seen> gateways = new TreeMap<>();

    /** Nothing seen yet. */
    public GatewayActivity(FogMetrics metrics) {
        this.metrics = metrics;
    }

    private static final class Seen {
        private boolean online;
        private long samples;
        private String alarm = "";
        private Optional<UpdateOutcome> lastUpdate = Optional.empty();
        private Traffic traffic = Traffic.NONE;
    }

    /** Takes a gateway's own word. */
    public synchronized void status(GatewayId gateway, boolean online, long samples, String historyAlarm) {
        Seen seen = seen(gateway);
        seen.online = online;
        seen.samples = samples;
        if (online) {
            seen.alarm = historyAlarm;
        }
    }

    /** Takes that a gateway was sent away. */
    public synchronized void sentAway(GatewayId gateway) {
        seen(gateway).online = false;
    }

    /** Takes what became of a gateway's newest update before this process started; not counted. */
    public synchronized void recall(GatewayId gateway, UpdateOutcome outcome) {
        seen(gateway).lastUpdate = Optional.of(outcome);
    }

    /** Counts an accepted update. */
    public void accepted(GatewayId gateway, long round, Instant at) {
        metrics.updateAccepted();
        recall(gateway, new UpdateOutcome(round, at, Optional.empty(), ""));
    }

    /** Counts a refused update of a gateway. */
    public void refused(GatewayId gateway, long round, Instant at, RefusalReason reason, String detail) {
        metrics.updateRefused(reason);
        recall(gateway, new UpdateOutcome(round, at, Optional.of(RefusalNames.of(reason)), detail));
    }

    /** Counts a refused message that cannot be held against any gateway. */
    public void refusedStranger(RefusalReason reason) {
        metrics.updateRefused(reason);
    }

    /** Counts bytes that a gateway sent. */
    public void received(GatewayId gateway, long bytes) {
        metrics.bytesUp(bytes);
        add(gateway, new Traffic(bytes, 0));
    }

    /** Counts bytes that a gateway was sent. */
    public void sent(GatewayId gateway, long bytes) {
        metrics.bytesDown(bytes);
        add(gateway, new Traffic(0, bytes));
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

    /** The registered gateways, for people to look at. */
    public synchronized List<GatewaySummary> summaries(GatewayRegistry registry) {
        Map<GatewayId, Suspension> suspended = registry.suspended();
        return registry.gateways().stream()
                .map(gateway -> summary(
                        gateway,
                        gateways.getOrDefault(gateway, new Seen()),
                        Optional.ofNullable(suspended.get(gateway)).map(Suspension::toString)))
                .toList();
    }

    private static GatewaySummary summary(GatewayId gateway, Seen seen, Optional<String> suspended) {
        return new GatewaySummary(
                gateway.value(),
                seen.online,
                seen.samples,
                seen.lastUpdate,
                seen.traffic.up(),
                seen.traffic.down(),
                alarm(seen),
                suspended);
    }

    private static Optional<String> alarm(Seen seen) {
        return seen.alarm.isEmpty() ? Optional.empty() : Optional.of(seen.alarm);
    }

    private synchronized void add(GatewayId gateway, Traffic more) {
        Seen seen = seen(gateway);
        seen.traffic = seen.traffic.plus(more);
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
