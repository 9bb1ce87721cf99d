package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.fogward.fog.authority.GatewayName;
import org.fogward.fog.config.BrokerConfig;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.enrol.OpenBroker;
import org.fogward.fog.enrol.TestAuthority;
import org.fogward.fog.enrol.TestBox;
import org.fogward.fog.metrics.FogMetrics;
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.models.network.NetworkPool;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eclipse Mosquitto with the settings that the fog node writes for it. */
class OutsideBrokerTest {

    private static final Topics TOPICS = new Topics(TestAuthority.FEDERATION);

    @TempDir
    private Path folder;

    private final FogMetrics metrics = new FogMetrics();
    private TestAuthority authority;
    private Optional<OutsideMosquitto> broker = Optional.empty();

    @BeforeEach
    void open() throws Exception {
        authority = new TestAuthority(Files.createDirectories(folder.resolve("state")), metrics);
    }

    @AfterEach
    void close() throws Exception {
        if (broker.isPresent()) {
            broker.get().close();
        }
        metrics.close();
    }

    @Test
    void lets_gateways_in_by_certificate_each_to_its_own_topics() throws Exception {
        TestBox aurora = authority.enrol("aurora");
        TestBox borealis = authority.enrol("borealis");
        TestBox replaced = authority.enrol("cirrus");
        authority.enrol("cirrus");
        authority.clock.move(Duration.ofDays(-40));
        TestBox expired = authority.enrol("dawn");
        authority.clock.move(Duration.ofDays(40));
        broker = Optional.of(new OutsideMosquitto(folder));

        try (FogNode fog = fogNode()) {
            BlockingQueue<String> atFog = new LinkedBlockingQueue<>();
            MqttClient watcher = connect(fogTls(), "watcher");
            watcher.setCallback(new Heard(atFog));
            watcher.subscribe(new MqttSubscription[] {new MqttSubscription(TOPICS.everyUpdate(), 1)});
            MqttClient first = connect(aurora.tls(root()), "aurora");
            BlockingQueue<String> atAurora = new LinkedBlockingQueue<>();
            first.setCallback(new Heard(atAurora));
            first.subscribe(new MqttSubscription[] {new MqttSubscription(TOPICS.seal(), 1)});
            // The fog node is there, and publishes by its own certificate.
            assertThat(atAurora.poll(30, TimeUnit.SECONDS)).isEqualTo(TOPICS.seal());
            MqttClient second = connect(borealis.tls(root()), "borealis");
            try {
                OpenBroker.publish(second, "aurora");
            } catch (MqttException droppedByTheBroker) {
                assertThat(droppedByTheBroker.getReasonCode()).isNotZero();
            }
            OpenBroker.publish(first, "aurora");
            assertThat(atFog.poll(30, TimeUnit.SECONDS)).isEqualTo(TOPICS.update(new GatewayId("aurora")));
            assertThat(atFog.poll(500, TimeUnit.MILLISECONDS)).isNull();

            assertRefused(replaced.tls(root()));
            assertRefused(expired.tls(root()));
            assertRefused(authority.identity.clientContext());
            ServerIdentity others = ServerIdentity.open(folder.resolve("others"), List.of(), Clock.systemUTC());
            assertRefused(
                    TestBox.tls(others.member(GatewayName.of("aurora", "gateway", TestAuthority.FEDERATION)), root()));
        }
    }

    private void assertRefused(SSLContext tls) {
        assertThatThrownBy(() -> connect(tls, "stranger")).isInstanceOf(MqttException.class);
    }

    private MqttClient connect(SSLContext tls, String client) throws MqttException {
        return OpenBroker.connect(broker.orElseThrow().uri(), tls, client, client);
    }

    private X509Certificate root() {
        return authority.identity.authority().root();
    }

    /** A second client in the fog node's name would end the first one's connection, so this one has a name that may read as much. */
    private SSLContext fogTls() throws Exception {
        return TestBox.tls(
                authority.identity.member(GatewayName.of("watcher", "fog", TestAuthority.FEDERATION)), root());
    }

    private FogNode fogNode() throws Exception {
        FogConfig local = Federations.config(folder.resolve("state"), Federations.plan(2, 1));
        FogConfig config = new FogConfig(
                TestAuthority.FEDERATION,
                local.stateDirectory(),
                local.names(),
                new BrokerConfig.Outside(
                        broker.orElseThrow().uri(),
                        "fog",
                        Optional.empty(),
                        Optional.of(folder.resolve("state/tls/ca.pem"))),
                local.http(),
                local.plan(),
                local.evaluation(),
                local.ledger(),
                local.firstModel(),
                local.authority(),
                local.openid());
        FogNode fog = new FogNode(config, NetworkPool.ofOne());
        fog.start();
        return fog;
    }
}
