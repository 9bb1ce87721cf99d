package org.fogward.fog.broker;

import java.util.Set;
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
        GatewayId gateway = new GatewayId(user);
        return Set.of(topics.update(gateway), topics.status(gateway)).contains(topic);
    }

    boolean maySubscribe(String user, String filter) {
        if (user.equals(Signer.FOG)) {
            return Set.of(topics.everyUpdate(), topics.everyStatus()).contains(filter);
        }
        return Set.of(topics.seal(), topics.round(), topics.model(), topics.receipt(new GatewayId(user)))
                .contains(filter);
    }

    private boolean isPublishedByFog(String topic) {
        return topic.equals(topics.seal())
                || topic.equals(topics.round())
                || topic.equals(topics.model())
                || topics.gatewayOf(topic)
                        .filter(gateway -> topics.receipt(gateway).equals(topic))
                        .isPresent();
    }
}
