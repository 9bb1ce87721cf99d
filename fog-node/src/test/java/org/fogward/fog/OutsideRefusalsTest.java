package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.fogward.fog.authority.GatewayName;
import org.fogward.fog.enrol.OpenBroker;
import org.fogward.fog.enrol.TestAuthority;
import org.fogward.fog.enrol.TestBox;
import org.fogward.fog.metrics.FogMetrics;
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.topic.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom Mosquitto refuses with the settings that the fog node writes for it, and what it says about it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutsideRefusalsTest {

    private static final int MOST_ATTEMPTS = 50;
    private static final Topics TOPICS = new Topics(TestAuthority.FEDERATION);
    private static final GatewayId AURORA = new GatewayId("aurora");
    private static final GatewayId BOREALIS = new GatewayId("borealis");

    private final FogMetrics metrics = new FogMetrics();
    private Path folder = Path.of("");
    private TestAuthority authority;
    private TestBox aurora;
    private TestBox borealis;
    private TestBox replaced;
    private TestBox expired;
    private OutsideMosquitto broker;

    /** Who comes, what they are told (RFC 8446, section 6.2), and what stands in the log. */
    enum Stranger {
        WITHOUT_A_CERTIFICATE("certificate_required", "peer did not return a certificate"),
        OF_ANOTHER_AUTHORITY("unknown_ca", "certificate verify failed"),
        EXPIRED("certificate_expired", "certificate verify failed"),
        REVOKED("certificate_revoked", "certificate verify failed"),
        WITH_A_SERVER_S_CERTIFICATE("certificate", "certificate verify failed");

        private final String alert;
        private final String logged;

        Stranger(String alert, String logged) {
            this.alert = alert;
            this.logged = logged;
        }
    }

    @BeforeAll
    void open(@TempDir Path given) throws Exception {
        folder = given;
        authority = new TestAuthority(Files.createDirectories(folder.resolve("state")), metrics);
        aurora = authority.enrol("aurora");
        borealis = authority.enrol("borealis");
        replaced = authority.enrol("cirrus");
        authority.enrol("cirrus");
        authority.clock.move(Duration.ofDays(-40));
        expired = authority.enrol("dawn");
        authority.clock.move(Duration.ofDays(40));
        broker = new OutsideMosquitto(folder);
    }

    @AfterAll
    void close() throws Exception {
        if (broker != null) {
            broker.close();
        }
        metrics.close();
    }

    @ParameterizedTest
    @EnumSource
    void refuses_in_the_handshake_and_says_why(Stranger stranger) throws Exception {
        int before = broker.log().length();
        List<String> told = new ArrayList<>();
        // A broker that closes while the client still writes cuts off its own last word.
        while (told.stream().noneMatch(word -> word.contains(stranger.alert))) {
            assertThat(told).hasSizeLessThan(MOST_ATTEMPTS);
            IOException refusal = catchThrowableOfType(IOException.class, () -> shakeHands(shown(stranger), "TLSv1.3"));
            assertThat(refusal).as("was let in").isNotNull();
            told.add(String.valueOf(refusal.getMessage()));
        }
        awaitLog(before, stranger.logged);
        assertThat(broker.log().substring(before)).doesNotContain("New client connected");
    }

    @Test
    void refuses_older_tls_and_none() throws Exception {
        int before = broker.log().length();
        assertThatThrownBy(() -> shakeHands(aurora.tls(root()), "TLSv1.2"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("protocol_version");
        awaitLog(before, "unsupported protocol");
        int between = broker.log().length();
        try (Socket plain = new Socket("localhost", broker.uri().getPort())) {
            plain.setSoTimeout(30_000);
            plain.getOutputStream().write("\u0010\u0000".getBytes(StandardCharsets.ISO_8859_1));
            plain.getOutputStream().write(new byte[64]);
            while (plain.getInputStream().read() >= 0) {
                // An alert, perhaps.
            }
        } catch (java.net.SocketException cut) {
            // That is an end as well.
        }
        awaitLog(between, "SSL routines");
        assertThat(broker.log().substring(before)).doesNotContain("New client connected");
    }

    @Test
    void passes_nothing_on_that_is_published_in_another_s_name() throws Exception {
        int before = broker.log().length();
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        MqttClient watcher = connect(member("watcher", "fog"), "watcher", "watcher");
        watcher.setCallback(new Heard(seen));
        watcher.subscribe(new MqttSubscription[] {new MqttSubscription(TOPICS.everyUpdate(), 1)});
        for (String topic : List.of(
                TOPICS.update(BOREALIS),
                TOPICS.status(BOREALIS),
                TOPICS.round(),
                TOPICS.seal(),
                TOPICS.receipt(AURORA))) {
            publish(aurora.tls(root()), "aurora", topic);
            awaitLog(before, "Denied PUBLISH from aurora", "'" + topic + "'");
        }
        publish(aurora.tls(root()), "aurora", TOPICS.update(AURORA));
        assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo(TOPICS.update(AURORA));
        assertThat(seen).isEmpty();
        end(watcher);
    }

    @Test
    void gives_nobody_what_is_for_another() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        MqttClient gateway = connect(aurora.tls(root()), "aurora", "aurora");
        gateway.setCallback(new Heard(seen));
        gateway.subscribe(new MqttSubscription[] {
            new MqttSubscription(TOPICS.receipt(BOREALIS), 1),
            new MqttSubscription(TOPICS.update(BOREALIS), 1),
            new MqttSubscription("#", 1)
        });
        publish(borealis.tls(root()), "borealis", TOPICS.update(BOREALIS));
        publish(member("fog", "fog"), "fog", TOPICS.receipt(BOREALIS));
        publish(member("fog", "fog"), "fog", TOPICS.receipt(AURORA));
        assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo(TOPICS.receipt(AURORA));
        assertThat(seen).isEmpty();
        end(gateway);
    }

    @Test
    void gives_nobody_another_s_session_or_name() throws Exception {
        int before = broker.log().length();
        MqttClient owner = connect(borealis.tls(root()), "borealis", "borealis");
        MqttClient thief = connect(aurora.tls(root()), "borealis", "borealis");
        // It is aurora whatever it says, and so it ends no session but aurora's own.
        awaitLog(before, "New client connected", "as aurora");
        try {
            thief.publish(TOPICS.update(BOREALIS), new MqttMessage(new byte[] {1}, 1, false, null));
        } catch (MqttException told) {
            assertThat(told.getReasonCode()).isNotZero();
        }
        awaitLog(before, "Denied PUBLISH from aurora", TOPICS.update(BOREALIS));
        owner.publish(TOPICS.update(BOREALIS), new MqttMessage(new byte[] {2}, 1, false, null));
        assertThat(owner.isConnected()).isTrue();
        assertThat(broker.log().substring(before)).doesNotContain("Client borealis already connected");
        end(owner);
        end(thief);
    }

    private SSLContext shown(Stranger stranger) throws Exception {
        return switch (stranger) {
            case WITHOUT_A_CERTIFICATE -> TestBox.trusting(root());
            case OF_ANOTHER_AUTHORITY -> {
                ServerIdentity others = ServerIdentity.open(folder.resolve("others"), List.of(), Clock.systemUTC());
                yield TestBox.tls(others.member(GatewayName.of("aurora", "gateway", TestAuthority.FEDERATION)), root());
            }
            case EXPIRED -> expired.tls(root());
            case REVOKED -> replaced.tls(root());
            case WITH_A_SERVER_S_CERTIFICATE -> TestBox.tls(authority.identity.key(), root());
        };
    }

    private SSLContext member(String name, String unit) throws Exception {
        return TestBox.tls(authority.identity.member(GatewayName.of(name, unit, TestAuthority.FEDERATION)), root());
    }

    private X509Certificate root() {
        return authority.identity.authority().root();
    }

    /** Waits for what the broker says after its client is done, as with TLS 1.3 it judges only then. */
    private void shakeHands(SSLContext tls, String version) throws IOException {
        try (SSLSocket socket = (SSLSocket)
                tls.getSocketFactory().createSocket("localhost", broker.uri().getPort())) {
            socket.setEnabledProtocols(new String[] {version});
            socket.setSoTimeout(30_000);
            socket.startHandshake();
            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    private MqttClient connect(SSLContext tls, String user, String session) throws MqttException {
        return OpenBroker.connect(broker.uri(), tls, user, session);
    }

    /** Some brokers tell, some drop the connection, some say nothing: what was passed on is what counts. */
    private void publish(SSLContext tls, String user, String topic) throws MqttException {
        MqttClient client = connect(tls, user, user);
        try {
            client.publish(topic, new MqttMessage("x".getBytes(StandardCharsets.UTF_8), 1, false, null));
        } catch (MqttException told) {
            assertThat(told.getReasonCode()).isNotZero();
        } finally {
            end(client);
        }
    }

    /** Whether the broker has dropped it or not. */
    private static void end(MqttClient client) throws MqttException {
        client.disconnectForcibly(1_000, 1_000);
        client.close(true);
    }

    /** Waits for a line with all of these. */
    private void awaitLog(int from, String... parts) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (broker.log().substring(from).lines().noneMatch(line -> List.of(parts).stream()
                .allMatch(line::contains))) {
            assertThat(System.nanoTime()).as(broker.log().substring(from)).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
