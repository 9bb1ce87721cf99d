package org.fogward.fog;

import java.time.Clock;
import java.util.function.BiConsumer;
import org.fogward.fog.limit.PeerLog;
import org.fogward.fog.metrics.FogMetrics;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.seal.SealException;
import org.fogward.protocol.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts messages that were dropped, and says so now and then. Thread-safe. */
final class DroppedMessages implements BiConsumer<String, SealException> {

    private static final Logger LOG = LoggerFactory.getLogger(DroppedMessages.class);

    private final Topics topics;
    private final FogMetrics metrics;
    private final PeerLog log;

    DroppedMessages(FederationId federation, FogMetrics metrics, Clock clock) {
        this.topics = new Topics(federation);
        this.metrics = metrics;
        this.log = new PeerLog(LOG, clock);
    }

    @Override
    public void accept(String topic, SealException why) {
        metrics.messageDropped(why.reason());
        String peer = topics.gatewayOf(topic).map(GatewayId::value).orElse("");
        log.say(peer, why.reason().name(), () -> "dropped a message on " + topic + ": " + why.getMessage());
    }
}
