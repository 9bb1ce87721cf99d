package org.fogward.fog.limit;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.fogward.protocol.identity.GatewayId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whoever comes to the fog node's doors, and what they may cost it. Thread-safe. */
public final class Peers {
    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

    private final PeerLimits limits;
    private final Consumer<LimitReason> count;
    private final Clock clock;
    private final PeerLog log;
    private final Map<GatewayId, GatewayAccount> accounts = new ConcurrentHashMap<>();

    /**
     * Nobody yet.
     *
     * @param count hears of each refusal and each slowing
     */
    public Peers(PeerLimits limits, Consumer<LimitReason> count, Clock clock) {
        this.limits = limits;
        this.count = count;
        this.clock = clock;
        this.log = new PeerLog(LOG, clock);
    }

    /** What they may cost. */
    public PeerLimits limits() {
        return limits;
    }

    /** The account of a gateway that has proved who it is. */
    public GatewayAccount account(GatewayId gateway) {
        return accounts.computeIfAbsent(gateway, _ -> new GatewayAccount(limits, clock));
    }

    /** A door's room for TLS handshakes. */
    public Crowd handshakes() {
        return new Crowd(limits.handshakes(), limits.handshakesPerAddress());
    }

    /** A door's room for connections. */
    public Crowd connections() {
        return new Crowd(limits.connections(), limits.connectionsPerAddress());
    }

    /**
     * Counts that somebody was refused or slowed, and says so now and then.
     *
     * @param door its name in the log
     * @param peer a gateway or an address
     */
    public void note(String door, String peer, LimitReason reason) {
        count.accept(reason);
        log.say(door + peer, reason.label(), () -> door + ": " + peer + " is over a limit: " + reason.label());
    }
}
