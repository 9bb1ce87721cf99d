package org.fogward.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fogward.edge.config.CoapDoor;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.config.FogAddress;
import org.fogward.edge.identity.GatewayIdentity;
import org.fogward.edge.identity.KeyVault;
import org.fogward.edge.link.FogAccess;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.store.StoreBounds;
import org.fogward.models.data.Modality;
import org.fogward.models.data.SampleShape;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.identity.VerificationKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FogAccessTest {
    private static final URI MQTT = URI.create("ssl://fog.example:8883");
    private static final URI HTTPS = URI.create("https://fog.example:8443");
    private static final VerificationKey KEY = SigningKey.ofSeed(new byte[32]).verificationKey();

    @TempDir
    Path state;

    @Test
    void goes_where_the_fog_node_said_when_the_gateway_enrolled() throws Exception {
        enrol();

        FogAccess access = FogAccess.of(config("ward", Optional.empty()), vault());

        assertThat(access.mqtt()).isEqualTo(MQTT);
        assertThat(access.https()).isEqualTo(HTTPS);
        assertThat(access.fogKey()).isEqualTo(KEY);
    }

    @Test
    void goes_where_the_configuration_says_and_trusts_whom_it_enrolled_with() throws Exception {
        enrol();
        URI mqtt = URI.create("ssl://10.0.0.1:18883");
        URI https = URI.create("https://10.0.0.1:18443");

        FogAccess access = FogAccess.of(config("ward", Optional.of(new FogAddress(mqtt, https))), vault());

        assertThat(access.mqtt()).isEqualTo(mqtt);
        assertThat(access.https()).isEqualTo(https);
        assertThat(access.fogKey()).isEqualTo(KEY);
    }

    @Test
    void goes_nowhere_without_an_enrolment_whatever_the_configuration_says() throws Exception {
        EdgeConfig config = config("ward", Optional.of(new FogAddress(MQTT, HTTPS)));

        assertThat(FogAccess.isKnown(vault())).isFalse();
        assertThatThrownBy(() -> FogAccess.of(config, vault()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("edge enrol");
    }

    @Test
    void refuses_the_enrolment_of_another_federation() throws Exception {
        enrol();

        assertThat(FogAccess.isKnown(vault())).isTrue();
        assertThatThrownBy(() -> FogAccess.of(config("town", Optional.empty()), vault()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("federation: ");
    }

    private KeyVault vault() throws IOException {
        return GatewayIdentity.open(state).vault();
    }

    private void enrol() throws Exception {
        EnrolledState.in(state, new TestCa("ward"), new GatewayId("clinic-a"), MQTT, HTTPS, KEY);
    }

    private EdgeConfig config(String federation, Optional<FogAddress> fog) {
        return new EdgeConfig(
                new FederationId(federation),
                new GatewayId("clinic-a"),
                state,
                new CoapDoor("127.0.0.1", 0, List.of()),
                new SampleProfile(Modality.MOTION, new SampleShape(1, 32, 3), List.of(), List.of("a", "b")),
                fog,
                StoreBounds.DEFAULT,
                Optional.empty(),
                Optional.empty());
    }
}
