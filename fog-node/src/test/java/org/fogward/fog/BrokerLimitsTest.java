package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.fogward.fog.enrol.OpenBroker;
import org.fogward.fog.enrol.TestAuthority;
import org.fogward.fog.limit.PeerLimits;
import org.fogward.fog.metrics.FogMetrics;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerLimitsTest {
    private static final Topics TOPICS = new Topics(TestAuthority.FEDERATION);

    @TempDir
    private Path folder;

    private final FogMetrics metrics = new FogMetrics();
    private TestAuthority authority;
    private Optional<OpenBroker> broker = Optional.empty();
    private SSLContext aurora;

    @BeforeEach
    void open() throws Exception {
        authority = new TestAuthority(folder, metrics);
        aurora = authority.enrol("aurora").tls(authority.identity.authority().root());
    }

    @AfterEach
    void close() {
        broker.ifPresent(OpenBroker::close);
        metrics.close();
    }

    @Test
    void a_first_message_must_be_a_connect() throws Exception {
        open(PeerLimits.DEFAULT);
        try (RawGateway raw = raw()) {
            raw.send("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(raw.isEnded()).isTrue();
        }
        assertThat(limited("not_mqtt")).isOne();
    }

    @Test
    void a_message_that_says_it_is_too_long_ends_the_connection_before_it_came() throws Exception {
        open(PeerLimits.DEFAULT);
        try (RawGateway raw = raw()) {
            raw.send(new byte[] {0x10, (byte) 0xff, (byte) 0xff, 0x7f});
            assertThat(raw.isEnded()).isTrue();
        }
        assertThat(limited("packet_size")).isOne();
        try (RawGateway raw = raw().connect("aurora")) {
            raw.send(new byte[] {0x32, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f});
            assertThat(raw.read()).startsWith(0xe0, 2, 0x95);
            assertThat(raw.isEnded()).isTrue();
        }
        assertThat(limited("packet_size")).isEqualTo(2);
    }

    @Test
    void a_session_cannot_be_kept_for_ever() throws Exception {
        open(PeerLimits.DEFAULT);
        try (RawGateway raw = raw()) {
            raw.send(RawGateway.connect("aurora", "aurora", -1, 0));
            assertThat(raw.isEnded()).isTrue();
        }
        assertThat(limited("session")).isOne();
    }

    @Test
    void nobody_shares_a_subscription() throws Exception {
        open(PeerLimits.DEFAULT);
        try (RawGateway raw = raw().connect("aurora")) {
            raw.send(RawGateway.subscribe(TOPICS.round()));
            assertThat(raw.read()[0] & 0xff).isEqualTo(0x90);
            raw.send(RawGateway.subscribe("$share/many/" + TOPICS.round()));
            assertThat(raw.isEnded()).isTrue();
        }
        assertThat(limited("subscriptions")).isOne();
    }

    @Test
    void a_gateway_has_few_connections_and_the_newest_stay() throws Exception {
        open(PeerLimits.DEFAULT);
        try (RawGateway first = raw();
                RawGateway second = raw();
                RawGateway third = raw()) {
            assertThat(first.isEnded()).isTrue();
            third.connect("aurora");
            assertThat(limited("replaced")).isOne();
        }
    }

    @Test
    void whoever_connects_too_often_is_refused_without_a_word_to_the_broker() throws Exception {
        open(PeerLimits.DEFAULT);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10 * PeerLimits.DEFAULT.connectsPerMinute(); i++) {
                        raw().connect("aurora").close();
                    }
                })
                .isInstanceOf(IOException.class);
        assertThat(limited("connects")).isOne();
        assertThat(metrics.scrape()).contains("fogward_logins_refused_total{reason=\"wrong_session\"} 0.0");
        authority.clock.move(Duration.ofMinutes(1));
        raw().connect("aurora").close();
    }

    @Test
    void silence_in_the_handshake_or_after_it_ends_the_connection() throws Exception {
        open(few());
        try (Socket silent = plain();
                RawGateway shaken = raw()) {
            assertThat(silent.getInputStream().read()).isNegative();
            assertThat(shaken.isEnded()).isTrue();
        }
        await(() -> limited("handshake_time") == 1 && limited("connect_time") == 1);
    }

    @Test
    void a_message_that_never_ends_ends_the_connection() throws Exception {
        open(few());
        try (RawGateway raw = raw().connect("aurora")) {
            raw.send(new byte[] {0x32, 0x20, 0});
            assertThat(raw.isEnded()).isTrue();
        }
        assertThat(limited("packet_time")).isOne();
    }

    @Test
    void handshakes_under_way_are_few_for_one_address() throws Exception {
        open(few());
        try (Socket one = plain();
                Socket two = plain();
                Socket three = plain()) {
            assertThat(three.getInputStream().read()).isNegative();
            assertThat(one.isConnected() && two.isConnected()).isTrue();
            await(() -> limited("handshakes") >= 1);
            await(() -> limited("handshake_time") == 2);
        }
        // There is room again.
        raw().connect("aurora").close();
    }

    @Test
    void a_fast_gateway_waits_and_loses_nothing() throws Exception {
        open(few());
        int count = 40;
        try (RawGateway raw = raw().connect("aurora")) {
            String topic = TOPICS.update(new GatewayId("aurora"));
            for (int i = 1; i <= count; i++) {
                raw.send(RawGateway.publish(topic, i, new byte[100]));
            }
            for (int i = 1; i <= count; i++) {
                byte[] answer = raw.read();
                assertThat(answer[0] & 0xf0).isEqualTo(0x40);
                assertThat(answer[3]).isEqualTo((byte) i);
            }
        }
        assertThat(limited("message_rate")).isPositive();
    }

    /** As an operator might have it who knows that their gateways are few. */
    private static PeerLimits few() {
        PeerLimits all = PeerLimits.DEFAULT;
        return new PeerLimits(
                4,
                2,
                Duration.ofSeconds(1),
                all.connections(),
                all.connectionsPerAddress(),
                all.connectionsPerGateway(),
                all.connectsPerMinute(),
                2,
                all.bytesPerSecond(),
                4,
                all.patience(),
                Duration.ofSeconds(1),
                all.sessionKept(),
                all.newsKept(),
                all.waitingPerGateway(),
                all.downloadsPerGateway(),
                all.slow());
    }

    private void open(PeerLimits limits) throws IOException {
        broker = Optional.of(new OpenBroker(folder, authority, limits));
    }

    private RawGateway raw() throws IOException {
        return new RawGateway(broker.orElseThrow().uri().getPort(), aurora);
    }

    private Socket plain() throws IOException {
        Socket socket = new Socket("127.0.0.1", broker.orElseThrow().uri().getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private double limited(String reason) {
        String line = "fogward_peers_limited_total{reason=\"" + reason + "\"} ";
        return metrics.scrape()
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
