package org.fogward.fog.config;

import java.time.Duration;
import org.fogward.fog.limit.PeerLimits;
import org.fogward.fog.limit.SlowPeers;
import org.fogward.fog.yaml.FieldException;
import org.fogward.fog.yaml.Fields;

/** The {@code limits} section of a configuration file; what it does not name is as {@link PeerLimits#DEFAULT} says. */
final class LimitsText {

    private static final int MOST = 1_000_000;
    private static final int MOST_BYTES = 1 << 30;
    private static final int MOST_SECONDS = 86_400;
    private static final int MOST_DAYS = 365;

    private final Fields limits;

    private LimitsText(Fields limits) {
        this.limits = limits;
    }

    static PeerLimits read(Fields limits) throws FieldException {
        PeerLimits read = new LimitsText(limits).read(PeerLimits.DEFAULT);
        limits.refuseUnknown();
        return read;
    }

    private PeerLimits read(PeerLimits or) throws FieldException {
        return new PeerLimits(
                number("handshakes", or.handshakes()),
                number("handshakesPerAddress", or.handshakesPerAddress()),
                seconds("handshakeSeconds", or.handshakeWithin()),
                number("connections", or.connections()),
                number("connectionsPerAddress", or.connectionsPerAddress()),
                number("connectionsPerGateway", or.connectionsPerGateway()),
                number("connectsPerMinute", or.connectsPerMinute()),
                number("messagesPerSecond", or.messagesPerSecond()),
                (int) limits.integer("bytesPerSecond", 1, MOST_BYTES, or.bytesPerSecond()),
                number("unanswered", or.unanswered()),
                seconds("patienceSeconds", or.patience()),
                seconds("packetSeconds", or.packetWithin()),
                Duration.ofDays(limits.integer(
                        "sessionDays", 1, MOST_DAYS, or.sessionKept().toDays())),
                number("newsKept", or.newsKept()),
                number("waitingPerGateway", or.waitingPerGateway()),
                number("downloadsPerGateway", or.downloadsPerGateway()),
                slow(or.slow()));
    }

    private SlowPeers slow(SlowPeers or) throws FieldException {
        return new SlowPeers(
                seconds("headSeconds", or.headWithin()),
                number("leastBytesPerSecond", or.leastBytesPerSecond()),
                seconds("slowSeconds", or.slowFor()),
                seconds("idleSeconds", or.idleFor()));
    }

    private int number(String name, int otherwise) throws FieldException {
        return (int) limits.integer(name, 1, MOST, otherwise);
    }

    private Duration seconds(String name, Duration otherwise) throws FieldException {
        return Duration.ofSeconds(limits.integer(name, 1, MOST_SECONDS, otherwise.toSeconds()));
    }
}
