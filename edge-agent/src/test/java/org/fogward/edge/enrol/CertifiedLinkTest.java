package org.fogward.edge.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.fogward.edge.EdgeAgent;
import org.fogward.edge.TestCa;
import org.fogward.edge.TestEst;
import org.fogward.edge.Waiting;
import org.fogward.edge.config.CoapDoor;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.identity.Enrolment;
import org.fogward.edge.identity.GatewayIdentity;
import org.fogward.edge.identity.KeyVault;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.store.StoreBounds;
import org.fogward.edge.tls.GatewayTls;
import org.fogward.models.data.Modality;
import org.fogward.models.data.SampleShape;
import org.fogward.models.network.NetworkPool;
import org.fogward.protocol.enrolment.InvitationCode;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.link.Backoff;
import org.fogward.protocol.link.LinkOptions;
import org.fogward.protocol.link.MessageLink;
import org.fogward.protocol.link.PahoMessageLink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway's link to Mosquitto, which takes certificates only and reads the user's name from them. */
@Timeout(120)
class CertifiedLinkTest {
    private static final FederationId WARD = new FederationId(TestEst.FEDERATION);
    private static final GatewayId GATEWAY = new GatewayId("clinic-a");
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(50), Duration.ofMillis(500));

    @TempDir
    Path directory;

    private final SetClock clock = new SetClock();
    private final TestCa old = new TestCa("old");
    private final TestCa next = new TestCa("next");
    private final KeyPair brokerKey = TestCa.keyPair();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Integer> heard = ConcurrentHashMap.newKeySet();
    private int port;
    private TestEst est;
    private KeyVault vault;
    private Renewal renewal;
    private Process broker;

    @BeforeAll
    static void needs_the_program() {
        assumeTrue(program().isPresent(), "install mosquitto to run this test (Debian: apt-get install mosquitto)");
    }

    @BeforeEach
    void enrol() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        est = new TestEst(old);
        est.settings("""
                {"federation":"ward","mqtt":"ssl://localhost:%d","https":"https://localhost:1","fogKey":"%s"}
                """.formatted(
                port, SigningKey.generate(new SecureRandom()).verificationKey().text()));
        vault = GatewayIdentity.open(directory.resolve("state")).vault();
        InvitationCode code = InvitationCode.random(old.root(), new SecureRandom());
        est.invite(GATEWAY.value(), code.secret());
        new GatewayEnrolment(WARD, GATEWAY, vault, clock).enrol(est.uri(), code);
        renewal = new Renewal(WARD, GATEWAY, vault, est.uri(), clock, QUICK);
    }

    @AfterEach
    void close() throws Exception {
        renewal.close();
        est.close();
        stop();
    }

    @Test
    void messages_go_on_across_a_renewal_and_a_change_of_roots() throws Exception {
        start(old, old.root(), next.root());
        try (MessageLink gateway = gateway();
                MessageLink fog = fog(next)) {
            fog.subscribe("update/clinic-a", (topic, bytes) -> heard.add(Integer.parseInt(text(bytes))))
                    .get(30, TimeUnit.SECONDS);
            AtomicBoolean done = new AtomicBoolean();
            AtomicInteger sent = new AtomicInteger();
            Thread sending = Thread.ofPlatform().start(() -> send(gateway, sent, done));
            Waiting.until(() -> heard.size() > 20);

            // The old root certifies the new one, and the next certificate comes from it.
            est.offer(old.root(), old.issuing(), next.root(), next.issuing(), next.rootBy(old));
            est.issuer(next);
            Enrolment first = vault.enrolment().orElseThrow();
            clock.advance(Duration.ofDays(16));
            renewal.consider();
            Waiting.until(() -> !vault.enrolment().orElseThrow().certificate().equals(first.certificate()));
            int renewedAt = heard.size();
            Waiting.until(() -> heard.size() > renewedAt + 20);
            assertThat(connections).hasValue(1);

            // From now on the broker comes from the new root, and lets nobody of the old one in.
            stop();
            start(next, next.root());
            int rolledAt = heard.size();
            Waiting.until(() -> heard.size() > rolledAt + 20);
            done.set(true);
            sending.join();
            Waiting.until(() -> heard.size() == sent.get());
            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void a_broker_that_asks_for_a_certificate_knows_the_gateway_by_it_and_needs_no_password() throws Exception {
        start(old, old.root());
        try (MessageLink gateway = gateway();
                MessageLink fog = fog(old)) {
            fog.subscribe("update/#", (topic, bytes) -> heard.add(Integer.parseInt(text(bytes))))
                    .get(30, TimeUnit.SECONDS);
            Waiting.until(() -> gateway.connected() && fog.connected());
            // Mosquitto hangs up on this.
            gateway.publish("update/clinic-b", new byte[] {'1'}, false);
            publish(gateway, "update/clinic-a", 2);
            Waiting.until(() -> heard.contains(2));
        }

        assertThat(heard).containsExactly(2);
    }

    @Test
    void a_whole_gateway_connects_by_its_enrolment_alone() throws Exception {
        start(old, old.root());
        EdgeConfig config = new EdgeConfig(
                WARD,
                GATEWAY,
                directory.resolve("state"),
                new CoapDoor("127.0.0.1", 0, List.of()),
                new SampleProfile(Modality.TABULAR, new SampleShape(1, 1, 3), List.of(), List.of("B", "M")),
                Optional.empty(),
                StoreBounds.DEFAULT,
                Optional.empty(),
                Optional.empty());
        try (NetworkPool networks = new NetworkPool(1);
                EdgeAgent agent = new EdgeAgent(config, networks)) {
            agent.start();
            Waiting.until(() -> log().contains("u'clinic-a'"));
            assertThat(agent.status().certificateAlarm()).isEmpty();
        }
    }

    @Test
    void does_not_connect_to_a_broker_of_another_authority() throws Exception {
        start(new TestCa("old"), old.root());
        try (MessageLink gateway = gateway()) {
            Waiting.until(() ->
                    log().lines().filter(line -> line.contains("OpenSSL Error")).count() > 2);
            assertThat(gateway.connected()).isFalse();
        }
    }

    private void send(MessageLink link, AtomicInteger sent, AtomicBoolean done) {
        while (!done.get()) {
            int number = sent.get();
            try {
                publish(link, "update/clinic-a", number);
                sent.incrementAndGet();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Sends until the broker has it, as a gateway's outbox does. */
    private static void publish(MessageLink link, String topic, int number) throws InterruptedException {
        byte[] payload = Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
        while (true) {
            try {
                link.publish(topic, payload, false).get(5, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
                Thread.sleep(20);
            }
        }
    }

    private MessageLink gateway() {
        return started(
                GATEWAY.value(), GatewayTls.following(() -> vault.enrolment().orElseThrow()));
    }

    /** With a certificate of the root that stays. */
    private MessageLink fog(TestCa authority) {
        KeyPair key = TestCa.keyPair();
        List<X509Certificate> chain = authority.gateway(
                key.getPublic(),
                "CN=fog",
                List.of(),
                KeyPurposeId.id_kp_clientAuth,
                Instant.now().minusSeconds(60),
                Instant.now().plusSeconds(3600));
        Enrolment fog = new Enrolment(key.getPrivate(), chain, List.of(old.root(), next.root()), Optional.empty());
        return started("fog", GatewayTls.following(() -> fog));
    }

    private MessageLink started(String name, SSLContext tls) {
        MessageLink link = new PahoMessageLink(
                new LinkOptions(URI.create("ssl://localhost:" + port), name, name, tls, Optional.empty(), QUICK));
        if (name.equals(GATEWAY.value())) {
            link.onConnected(connections::incrementAndGet);
        }
        link.start();
        return link;
    }

    private void start(TestCa authority, X509Certificate... clients) throws Exception {
        Path folder = Files.createDirectories(directory.resolve("broker"));
        TestCa.write(folder.resolve("clients.pem"), List.of(clients));
        TestCa.write(folder.resolve("key.pem"), brokerKey.getPrivate());
        TestCa.write(
                folder.resolve("chain.pem"),
                authority.server(
                        brokerKey.getPublic(),
                        Instant.now().minusSeconds(60),
                        Instant.now().plusSeconds(3600)));
        Path rules = Files.writeString(folder.resolve("rules"), """
                user fog
                topic readwrite #
                pattern write update/%u
                pattern readwrite fogward/v1/ward/+/%u
                """);
        Path configuration = Files.writeString(folder.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                cafile %s
                certfile %s
                keyfile %s
                require_certificate true
                use_identity_as_username true
                acl_file %s
                user root
                persistence true
                max_queued_messages 0
                persistence_location %s/
                """.formatted(
                        port,
                        folder.resolve("clients.pem"),
                        folder.resolve("chain.pem"),
                        folder.resolve("key.pem"),
                        rules,
                        folder));
        broker = new ProcessBuilder(program().orElseThrow().toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                .start();
        Waiting.until(this::accepts);
    }

    private void stop() throws InterruptedException {
        if (broker != null) {
            broker.destroy();
            broker.waitFor();
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Path logFile() {
        return directory.resolve("broker/log");
    }

    private String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** The installed program, if any: distributions put it where only root's path looks. */
    private static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
