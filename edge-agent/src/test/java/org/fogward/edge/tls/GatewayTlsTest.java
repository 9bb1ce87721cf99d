package org.fogward.edge.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.fogward.edge.TestCa;
import org.fogward.edge.identity.Enrolment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GatewayTlsTest {
    private static final char[] PASSWORD = "for-tests-only".toCharArray();
    private static final int TRIES = 3;

    private final TestCa authority = new TestCa("ward");
    private final AtomicReference<Enrolment> current = new AtomicReference<>(enrolment("CN=first"));
    private final SSLContext tls = GatewayTls.following(current::get);
    private final BlockingQueue<String> shown = new LinkedBlockingQueue<>();
    private SSLServerSocket server;

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void shows_the_certificate_that_counts_when_it_connects() throws Exception {
        serve("TLSv1.3");
        for (int i = 0; i < TRIES; i++) {
            connect();
            assertThat(shown.poll(30, TimeUnit.SECONDS)).isEqualTo("CN=first");
        }

        current.set(enrolment("CN=second"));

        for (int i = 0; i < TRIES; i++) {
            connect();
            assertThat(shown.poll(30, TimeUnit.SECONDS)).isEqualTo("CN=second");
        }
    }

    @Test
    void trusts_the_roots_that_count_when_it_connects() throws Exception {
        serve("TLSv1.3");
        Enrolment good = current.get();
        current.set(good.withRoots(List.of(new TestCa("other").root())));
        assertThatThrownBy(this::connect).isInstanceOf(SSLException.class).hasMessageContaining("PKIX");

        current.set(good);

        connect();
    }

    @Test
    void speaks_no_version_of_tls_before_1_3() throws Exception {
        serve("TLSv1.2");

        assertThatThrownBy(this::connect).isInstanceOf(SSLException.class);
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + server.getLocalPort()))
                    .build();
            assertThatThrownBy(() -> client.send(request, BodyHandlers.discarding()))
                    .isInstanceOf(SSLException.class);
        }
        assertThat(shown).isEmpty();
    }

    private void connect() throws IOException {
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("localhost", server.getLocalPort())) {
            socket.getOutputStream().write(1);
            assertThat(socket.getInputStream().read()).isEqualTo(2);
        }
    }

    /** Answers a byte with a byte, so that session tickets arrive, and tells whose certificate it saw. */
    private void serve(String version) throws Exception {
        KeyPair key = TestCa.keyPair();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                "server",
                key.getPrivate(),
                PASSWORD,
                authority
                        .server(
                                key.getPublic(),
                                Instant.now().minusSeconds(60),
                                Instant.now().plusSeconds(3600))
                        .toArray(Certificate[]::new));
        keys.setCertificateEntry("clients", authority.root());
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        server.setEnabledProtocols(new String[] {version});
        server.setNeedClientAuth(true);
        Thread.ofPlatform().daemon().start(this::answer);
    }

    private void answer() {
        while (!server.isClosed()) {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                socket.getInputStream().read();
                X509Certificate client = (X509Certificate) socket.getSession().getPeerCertificates()[0];
                shown.add(client.getSubjectX500Principal().getName());
                socket.getOutputStream().write(2);
            } catch (IOException e) {
                // The client was not content, or the test is over.
            }
        }
    }

    private Enrolment enrolment(String subject) {
        KeyPair key = TestCa.keyPair();
        List<X509Certificate> chain = authority.gateway(
                key.getPublic(),
                subject,
                List.of(),
                KeyPurposeId.id_kp_clientAuth,
                Instant.now().minusSeconds(60),
                Instant.now().plusSeconds(3600));
        return new Enrolment(key.getPrivate(), chain, List.of(authority.root()), Optional.empty());
    }
}
