package org.fogward.fog.limit;

import java.time.Duration;

/**
 * What one peer may cost the fog node. A gateway that does its work stays far below; one that does not is slowed before it is sent
 * away.
 *
 * @param handshakes TLS handshakes under way at a time and door, 1 or more
 * @param handshakesPerAddress the same from one address, or from one IPv6 network of 64 bits
 * @param handshakeWithin how long a handshake may take, and after it an MQTT CONNECT
 * @param connections connections at the HTTPS door at a time, 1 or more
 * @param connectionsPerAddress the same from one address
 * @param connectionsPerGateway connections of one gateway to the broker; a newer one ends the oldest
 * @param connectsPerMinute how often a gateway may connect to the broker
 * @param messagesPerSecond MQTT packets from one gateway; for ten seconds' worth at once it is not slowed
 * @param bytesPerSecond bytes from one gateway; for ten seconds' worth at once it is not slowed
 * @param unanswered messages of one connection that the broker has not yet on its disk; more are not read meanwhile
 * @param patience for so long a gateway may be slowed without a pause; then it is sent away for as long
 * @param packetWithin how long one message may take to come
 * @param sessionKept the longest time for which a gateway's session may be kept
 * @param newsKept messages that wait for one subscriber; of more, the oldest go
 * @param waitingPerGateway messages of one gateway that wait for the fog node; more are dropped
 * @param downloadsPerGateway downloads of one gateway at a time
 * @param slow how slow requests may be
 */
public record PeerLimits(
        int handshakes,
        int handshakesPerAddress,
        Duration handshakeWithin,
        int connections,
        int connectionsPerAddress,
        int connectionsPerGateway,
        int connectsPerMinute,
        int messagesPerSecond,
        int bytesPerSecond,
        int unanswered,
        Duration patience,
        Duration packetWithin,
        Duration sessionKept,
        int newsKept,
        int waitingPerGateway,
        int downloadsPerGateway,
        SlowPeers slow) {

    /** How many seconds' worth of messages and bytes may come at once. */
    static final int BURST_SECONDS = 10;

    /** Good for a few thousand gateways, hundreds of them behind one address. */
    public static final PeerLimits DEFAULT = new PeerLimits(
            1024,
            256,
            Duration.ofSeconds(10),
            4096,
            512,
            2,
            60,
            50,
            4 << 20,
            64,
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofDays(30),
            32,
            64,
            4,
            SlowPeers.DEFAULT);

    /** @throws IllegalArgumentException naming the number that is below 1 */
    public PeerLimits {
        SlowPeers.atLeastOne("handshakes", handshakes);
        SlowPeers.atLeastOne("handshakesPerAddress", handshakesPerAddress);
        SlowPeers.atLeastOne("handshakeSeconds", handshakeWithin.toSeconds());
        SlowPeers.atLeastOne("connections", connections);
        SlowPeers.atLeastOne("connectionsPerAddress", connectionsPerAddress);
        SlowPeers.atLeastOne("connectionsPerGateway", connectionsPerGateway);
        SlowPeers.atLeastOne("connectsPerMinute", connectsPerMinute);
        SlowPeers.atLeastOne("messagesPerSecond", messagesPerSecond);
        SlowPeers.atLeastOne("bytesPerSecond", bytesPerSecond);
        SlowPeers.atLeastOne("unanswered", unanswered);
        SlowPeers.atLeastOne("patienceSeconds", patience.toSeconds());
        SlowPeers.atLeastOne("packetSeconds", packetWithin.toSeconds());
        SlowPeers.atLeastOne("sessionDays", sessionKept.toDays());
        SlowPeers.atLeastOne("newsKept", newsKept);
        SlowPeers.atLeastOne("waitingPerGateway", waitingPerGateway);
        SlowPeers.atLeastOne("downloadsPerGateway", downloadsPerGateway);
    }

    /** The same with other limits for slow requests. */
    public PeerLimits withSlow(SlowPeers other) {
        return new PeerLimits(
                handshakes,
                handshakesPerAddress,
                handshakeWithin,
                connections,
                connectionsPerAddress,
                connectionsPerGateway,
                connectsPerMinute,
                messagesPerSecond,
                bytesPerSecond,
                unanswered,
                patience,
                packetWithin,
                sessionKept,
                newsKept,
                waitingPerGateway,
                downloadsPerGateway,
                other);
    }
}
