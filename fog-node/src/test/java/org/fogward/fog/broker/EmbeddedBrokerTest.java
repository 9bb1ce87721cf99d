package org.fogward.fog.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.fogward.fog.enrol.OpenBroker;
import org.fogward.fog.enrol.TestAuthority;
import org.fogward.fog.enrol.TestBox;
import org.fogward.fog.metrics.FogMetrics;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.link.Backoff;
import org.fogward.protocol.link.LinkOptions;
import org.fogward.protocol.link.MessageLink;
import org.fogward.protocol.link.PahoMessageLink;
import org.fogward.protocol.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final GatewayId GATEWAY = new GatewayId("clinic-1");
    private static final byte[] CONNECT = HexFormat.of().parseHex("101500044d5154540502003c000008636c696e69632d31");
    private static final Topics TOPICS = new Topics(TestAuthority.FEDERATION);

    @TempDir
    private Path folder;

    private TestAuthority authority;
    private OpenBroker broker;

    @BeforeEach
    void open() throws Exception {
        authority = new TestAuthority(folder, new FogMetrics());
        broker = new OpenBroker(folder, authority);
    }

    @AfterEach
    void close() {
        broker.close();
        authority.metrics.close();
    }

    @Test
    void hears_a_connected_gateway_after_what_it_knew_of_it_was_forgotten() throws Exception {
        try (MessageLink link = link(authority.enrol(GATEWAY.value()))) {
            publish(link);
            // Longer than the broker remembers what it was told about a user.
            for (int second = 0; second < 4; second++) {
                TimeUnit.SECONDS.sleep(1);
                publish(link);
            }
        }
    }

    @Test
    void ends_a_handshake_without_a_certificate_and_one_of_an_older_version() throws Exception {
        TestBox box = authority.enrol(GATEWAY.value());
        assertThat(shakesHands(box.tls(root()), "TLSv1.3")).isTrue();
        assertThat(shakesHands(TestBox.trusting(root()), "TLSv1.3")).isFalse();
        assertThat(shakesHands(box.tls(root()), "TLSv1.2")).isFalse();
    }

    /** In TLS 1.3 a client is done before it hears that it was refused. */
    private boolean shakesHands(SSLContext tls, String protocol) throws Exception {
        try (SSLSocket socket = (SSLSocket)
                tls.getSocketFactory().createSocket("localhost", broker.uri().getPort())) {
            socket.setSoTimeout(20_000);
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            socket.getOutputStream().write(CONNECT);
            return socket.getInputStream().read() == 0x20;
        } catch (SSLException | SocketException refused) {
            return false;
        }
    }

    private X509Certificate root() {
        return authority.identity.authority().root();
    }

    private MessageLink link(TestBox box) throws Exception {
        MessageLink link = new PahoMessageLink(new LinkOptions(
                URI.create("ssl://localhost:" + broker.uri().getPort()),
                GATEWAY.value(),
                GATEWAY.value(),
                box.tls(root()),
                Optional.empty(),
                new Backoff(Duration.ofMillis(50), Duration.ofMillis(200))));
        CountDownLatch up = new CountDownLatch(1);
        link.onConnected(up::countDown);
        link.start();
        assertThat(up.await(20, TimeUnit.SECONDS)).isTrue();
        return link;
    }

    private static void publish(MessageLink link) throws ExecutionException, InterruptedException {
        link.publish(TOPICS.update(GATEWAY), new byte[] {1}, false)
                .orTimeout(20, TimeUnit.SECONDS)
                .get();
    }
}
