package org.fogward.fog.limit;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What one gateway has cost lately, over all its connections. Thread-safe. */
public final class GatewayAccount {
    private static final long NEVER = Long.MIN_VALUE;

    private final PeerLimits limits;
    private final Clock clock;
    private final TokenBucket connects;
    private final TokenBucket messages;
    private final TokenBucket bytes;
    private final Deque<Runnable> connections = new ArrayDeque<>();
    private long strainedSince = NEVER;
    private long awayUntil = NEVER;

    /**
     * What becomes of something that was read.
     *
     * @param waitMillis for so long nothing more is read; 0 if all is well
     * @param reason why
     */
    public record Charge(long waitMillis, Optional<LimitReason> reason) {
        private static final Charge NONE = new Charge(0, Optional.empty());
    }

    GatewayAccount(PeerLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        long now = clock.millis();
        connects = new TokenBucket(limits.connectsPerMinute() / 60.0, limits.connectsPerMinute(), now);
        messages = bucket(limits.messagesPerSecond(), now);
        bytes = bucket(limits.bytesPerSecond(), now);
    }

    /**
     * A new connection. One more than a gateway may have ends the oldest.
     *
     * @param end ends this connection when its turn has come
     * @return why it is refused; empty if it may stay
     */
    public Optional<LimitReason> connected(Runnable end) {
        Optional<Runnable> oldest;
        synchronized (this) {
            long now = clock.millis();
            if (now < awayUntil) {
                return Optional.of(LimitReason.FLOODING);
            }
            if (!connects.takeOne(now)) {
                return Optional.of(LimitReason.CONNECTS);
            }
            connections.add(end);
            oldest = connections.size() > limits.connectionsPerGateway()
                    ? Optional.of(connections.remove())
                    : Optional.empty();
        }
        oldest.ifPresent(Runnable::run);
        return Optional.empty();
    }

    /** A connection is over. */
    public synchronized void disconnected(Runnable end) {
        connections.remove(end);
    }

    /**
     * Counts what was read.
     *
     * @param byteCount bytes
     * @param messageCount MQTT packets that began in them
     */
    public synchronized Charge charge(long byteCount, int messageCount) {
        long now = clock.millis();
        if (messages.full(now) && bytes.full(now)) {
            strainedSince = NEVER;
        }
        messages.take(messageCount, now);
        bytes.take(byteCount, now);
        long forMessages = messages.untilPaid(now);
        long forBytes = bytes.untilPaid(now);
        if (forMessages == 0 && forBytes == 0) {
            return Charge.NONE;
        }
        if (strainedSince == NEVER) {
            strainedSince = now;
        } else if (now - strainedSince > limits.patience().toMillis()) {
            strainedSince = NEVER;
            awayUntil = now + limits.patience().toMillis();
            return new Charge(0, Optional.of(LimitReason.FLOODING));
        }
        return new Charge(
                Math.max(forMessages, forBytes),
                Optional.of(forMessages >= forBytes ? LimitReason.MESSAGE_RATE : LimitReason.BYTE_RATE));
    }

    private static TokenBucket bucket(int perSecond, long now) {
        return new TokenBucket(perSecond, (double) perSecond * PeerLimits.BURST_SECONDS, now);
    }
}
