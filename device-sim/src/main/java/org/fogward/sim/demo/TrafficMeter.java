package org.fogward.sim.demo;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.fogward.protocol.link.LinkTraffic;

/**
 * What one gateway sent and received, cut into rounds at the announcements that reach it. What goes before the first round
 * counts to it. Thread-safe.
 */
final class TrafficMeter {

    /**
     * Payload bytes.
     *
     * @param up sent
     * @param down received
     */
    record Bytes(long up, long down) {
        static final Bytes NONE = new Bytes(0, 0);

        Bytes plus(Bytes other) {
            return new Bytes(up + other.up, down + other.down);
        }

        Bytes minus(Bytes other) {
            return new Bytes(up - other.up, down - other.down);
        }
    }

    private final LinkTraffic traffic;
    private final NavigableMap<Long, Bytes> atAnnouncement = new TreeMap<>();

    TrafficMeter(LinkTraffic traffic) {
        this.traffic = traffic;
    }

    /** A round was announced; the same may be announced again, after a reconnection or when it closes. */
    synchronized void announced(long round) {
        atAnnouncement.putIfAbsent(round, soFar());
    }

    /** What went in a round, until the next announcement or until now. */
    synchronized Bytes in(long round) {
        Bytes before = round == 1 ? Bytes.NONE : startOf(round);
        return startOf(round + 1).minus(before);
    }

    /** What went since the gateway started. */
    Bytes soFar() {
        return new Bytes(traffic.bytesUp(), traffic.bytesDown());
    }

    private Bytes startOf(long round) {
        return Optional.ofNullable(atAnnouncement.ceilingEntry(round))
                .map(Map.Entry::getValue)
                .orElseGet(this::soFar);
    }
}
