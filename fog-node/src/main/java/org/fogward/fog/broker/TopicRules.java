package org.fogward.fog.broker;

import java.util.List;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.Signer;
import org.fogward.protocol.topic.Topics;

/**
 * Who may publish and read what: a gateway publishes its own updates and status, and reads the sealing key, the rounds, the models and its own
 * receipts; the fog node does everything under the federation's topics. Nobody else does anything. Stateless.
 */
final class TopicRules {

    private final Topics topics;

    TopicRules(Topics topics) {
        this.topics = topics;
    }

    boolean mayPublish(String user, String topic) {
        if (user.equals(Signer.FOG)) {
            return isPublishedByFog(topic);
        }
        return publishedBy(topics, new GatewayId(user)).contains(topic);
    }

    boolean maySubscribe(String user, String filter) {
        if (user.equals(Signer.FOG)) {
            return readByFog(topics).contains(filter);
        }
        return readBy(topics, new GatewayId(user)).contains(filter);
    }

    /** Where a gateway publishes. */
    static List<String> publishedBy(Topics topics, GatewayId gateway) {
        return List.of(topics.update(gateway), topics.status(gateway));
    }

    /** What a gateway reads. */
    static List<String> readBy(Topics topics, GatewayId gateway) {
        return List.of(topics.seal(), topics.round(), topics.model(), topics.receipt(gateway));
    }

    /** What the fog node reads. */
    static List<String> readByFog(Topics topics) {
        return List.of(topics.everyUpdate(), topics.everyStatus());
    }

    /** Where the fog node publishes for all. */
    static List<String> publishedByFog(Topics topics) {
        return List.of(topics.seal(), topics.round(), topics.model());
    }

    private boolean isPublishedByFog(String topic) {
        return publishedByFog(topics).contains(topic)
                || topics.gatewayOf(topic)
                        .filter(gateway -> topics.receipt(gateway).equals(topic))
                        .isPresent();
    }
}
