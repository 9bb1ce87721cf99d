package org.fogward.fog.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.fogward.fog.authority.CertificateRefusal;
import org.fogward.fog.authority.GatewayName;
import org.fogward.fog.http.OpenDoor;
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.protocol.identity.GatewayId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DoorRefusalsTest {

    @TempDir
    private Path folder;

    private OpenDoor door;
    private TestAuthority authority;
    private OpenBroker broker;

    @BeforeEach
    void open() throws Exception {
        door = new OpenDoor(folder);
        authority = door.authority;
        broker = new OpenBroker(folder, authority);
    }

    @AfterEach
    void close() {
        broker.close();
        door.close();
    }

    @ParameterizedTest
    @EnumSource
    void refuses_a_certificate_at_both_doors_and_counts_why(CertificateRefusal reason) throws Exception {
        SSLContext tls = shown(reason);
        double before = refusals(reason);
        assertThatThrownBy(() -> OpenBroker.connect(broker.uri(), tls, "aurora", "aurora"))
                .isInstanceOf(MqttException.class);
        double between = refusals(reason);
        assertThat(between).isEqualTo(before + 1);
        assertThat(isLetIn(tls)).isFalse();
        assertThat(refusals(reason)).isGreaterThan(between);
        for (CertificateRefusal other : CertificateRefusal.values()) {
            assertThat(other == reason || refusals(other) == 0).as("%s", other).isTrue();
        }
    }

    @Test
    void lets_a_gateway_in_without_a_password_and_to_its_own_topics_alone() throws Exception {
        TestBox aurora = authority.enrol("aurora");
        authority.enrol("borealis");
        MqttClient client = OpenBroker.connect(broker.uri(), tls(aurora), "aurora", "aurora");
        OpenBroker.publish(client, "aurora");
        assertThat(topicsRefused()).isZero();
        // The broker acknowledges it with a reason that this client does not look at.
        OpenBroker.publish(client, "borealis");
        assertThat(topicsRefused()).isPositive();
        client.disconnect();
        client.close();
        assertThat(isLetIn(tls(aurora))).isTrue();
    }

    @Test
    void lets_nobody_use_another_s_name_or_session() throws Exception {
        TestBox aurora = authority.enrol("aurora");
        authority.enrol("borealis");
        assertThatThrownBy(() -> OpenBroker.connect(broker.uri(), tls(aurora), "borealis", "borealis"))
                .isInstanceOf(MqttException.class);
        assertThat(logins("wrong_name")).isPositive();
        assertThat(logins("wrong_session")).isZero();
        assertThatThrownBy(() -> OpenBroker.connect(broker.uri(), tls(aurora), "aurora", "borealis"))
                .isInstanceOf(MqttException.class);
        assertThat(logins("wrong_session")).isPositive();
        assertThat(logins("no_certificate")).isZero();
        SSLContext nothing = authority.identity.clientContext();
        assertThatThrownBy(() -> OpenBroker.connect(broker.uri(), nothing, "aurora", "aurora"))
                .isInstanceOf(MqttException.class);
        assertThat(logins("no_certificate")).isPositive();
    }

    @Test
    void ends_a_standing_connection_when_its_certificate_is_replaced_or_its_gateway_suspended() throws Exception {
        MqttClient first = OpenBroker.connect(broker.uri(), tls(authority.enrol("aurora")), "aurora", "aurora");
        broker.broker.review();
        OpenBroker.publish(first, "aurora");
        SSLContext second = tls(authority.enrol("aurora"));
        broker.broker.review();
        await(() -> !first.isConnected());
        MqttClient next = OpenBroker.connect(broker.uri(), second, "aurora", "aurora");
        authority.suspended.add(new GatewayId("aurora"));
        broker.broker.review();
        await(() -> !next.isConnected());
        first.close();
        next.close();
    }

    @Test
    void asks_again_when_a_session_is_resumed() throws Exception {
        SSLContext tls = tls(authority.enrol("aurora"));
        assertThat(isLetIn(tls)).isTrue();
        assertThat(isLetIn(tls)).isTrue();
        authority.suspended.add(new GatewayId("aurora"));
        assertThat(isLetIn(tls)).isFalse();
        assertThat(refusals(CertificateRefusal.SUSPENDED)).isPositive();
    }

    /** What a client shows that is refused for this reason. */
    private SSLContext shown(CertificateRefusal reason) throws Exception {
        TestBox aurora = authority.enrol("aurora");
        switch (reason) {
            case UNTRUSTED -> {
                ServerIdentity other = ServerIdentity.open(folder.resolve("other"), List.of(), Clock.systemUTC());
                return member(other, "aurora", "gateway");
            }
            case NOT_A_GATEWAY -> {
                return member(authority.identity, "fog", "fog");
            }
            case UNKNOWN_GATEWAY -> {
                return member(authority.identity, "stranger", "gateway");
            }
            case NOT_YET_VALID -> authority.clock.move(Duration.ofHours(-2));
            case EXPIRED -> authority.clock.move(TestAuthority.LIFE.plusSeconds(1));
            case REPLACED -> authority.enrol("aurora");
            case SUSPENDED -> authority.suspended.add(aurora.id);
        }
        return tls(aurora);
    }

    private SSLContext member(ServerIdentity by, String name, String unit) throws Exception {
        return TestBox.tls(
                by.member(GatewayName.of(name, unit, TestAuthority.FEDERATION)),
                authority.identity.authority().root());
    }

    private SSLContext tls(TestBox box) throws Exception {
        return box.tls(authority.identity.authority().root());
    }

    private boolean isLetIn(SSLContext tls) throws InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(door.uri + "/gateway/settings"))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException refused) {
            return false;
        }
    }

    private double refusals(CertificateRefusal reason) {
        return metric("fogward_connections_refused_total{reason=\"" + reason.label() + "\"} ");
    }

    private double logins(String reason) {
        return metric("fogward_logins_refused_total{reason=\"" + reason + "\"} ");
    }

    private double topicsRefused() {
        return metric("fogward_topics_refused_total ");
    }

    private double metric(String line) {
        return door.metrics
                .scrape()
                .lines()
                .filter(each -> each.startsWith(line))
                .mapToDouble(each -> Double.parseDouble(each.substring(line.length())))
                .findFirst()
                .orElseThrow();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
