package org.fogward.protocol.topic;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;

/** Topics, and the gateways that they name. */
public final class TopicsFuzz implements FuzzTarget {
    private final Topics topics = new Topics(new FederationId("north"));

    @Override
    public List<byte[]> seeds() {
        GatewayId gateway = new GatewayId("ward-7");
        return java.util.stream.Stream.of(
                        topics.update(gateway),
                        topics.receipt(gateway),
                        topics.status(gateway),
                        topics.round(),
                        topics.everyUpdate(),
                        topics.status(gateway) + "/x",
                        "fogward/v1/north/update/fog")
                .map(topic -> topic.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void run(byte[] input) {
        String topic = new String(input, StandardCharsets.UTF_8);
        Optional<GatewayId> gateway = topics.gatewayOf(topic);
        gateway.ifPresent(id -> Promise.that(
                List.of(topics.update(id), topics.receipt(id), topics.status(id))
                        .contains(topic),
                "topic: names " + id + " and is none of its topics"));
    }
}
