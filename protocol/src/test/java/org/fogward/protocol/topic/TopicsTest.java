package org.fogward.protocol.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
    private final Topics topics = new Topics(new FederationId("north"));
    private final GatewayId gateway = new GatewayId("clinic-1");

    @Test
    void names_the_topics_of_the_design() {
        assertThat(topics.round()).isEqualTo("fogward/v1/north/round");
        assertThat(topics.model()).isEqualTo("fogward/v1/north/model");
        assertThat(topics.update(gateway)).isEqualTo("fogward/v1/north/update/clinic-1");
        assertThat(topics.receipt(gateway)).isEqualTo("fogward/v1/north/receipt/clinic-1");
        assertThat(topics.status(gateway)).isEqualTo("fogward/v1/north/status/clinic-1");
        assertThat(topics.everyUpdate()).isEqualTo("fogward/v1/north/update/+");
        assertThat(topics.everyStatus()).isEqualTo("fogward/v1/north/status/+");
    }

    @Test
    void knows_whose_topic_it_is() {
        assertThat(topics.gatewayOf(topics.update(gateway))).contains(gateway);
        assertThat(topics.gatewayOf(topics.receipt(gateway))).contains(gateway);
        assertThat(topics.gatewayOf(topics.status(gateway))).contains(gateway);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fogward/v1/north/round",
                "fogward/v1/south/update/clinic-1",
                "fogward/v1/north/update/",
                "fogward/v1/north/update/fog",
                "fogward/v1/north/update/a/b",
                "fogward/v1/north/update/+"
            })
    void knows_no_gateway_of_other_topics(String topic) {
        assertThat(topics.gatewayOf(topic)).isEmpty();
    }
}
