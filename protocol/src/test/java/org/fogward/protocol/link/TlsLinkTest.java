package org.fogward.protocol.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsLinkTest {
    private static final String STORE_PASSWORD = "changeit";
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(20), Duration.ofMillis(100));

    private final Semaphore attempts = new Semaphore(0);

    @TempDir
    Path directory;

    @Test
    void connects_to_a_broker_whose_certificate_names_the_host() throws Exception {
        try (ArtemisBroker broker = broker("ip:127.0.0.1");
                PahoMessageLink link = link(broker)) {
            CompletableFuture<Void> connected = new CompletableFuture<>();
            link.onConnected(() -> connected.complete(null));
            link.start();
            connected.get(30, TimeUnit.SECONDS);
            link.publish("secret", new byte[1], false).get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void does_not_connect_when_the_certificate_names_another_host() throws Exception {
        try (ArtemisBroker broker = broker("dns:elsewhere.example");
                PahoMessageLink link = link(broker)) {
            link.start();
            assertThat(attempts.tryAcquire(5, 30, TimeUnit.SECONDS)).isTrue();
            assertThat(link.connected()).isFalse();
        }
    }

    private ArtemisBroker broker(String name) throws Exception {
        Path store = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=broker",
                        "-ext",
                        "san=" + name,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        STORE_PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(said).isZero();
        ArtemisBroker broker = new ArtemisBroker(
                directory.resolve("broker"),
                ";sslEnabled=true;keyStorePath=" + store + ";keyStoreType=PKCS12;keyStorePassword=" + STORE_PASSWORD);
        broker.start();
        return broker;
    }

    private PahoMessageLink link(ArtemisBroker broker) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve("keys.p12"))) {
            trusted.load(in, STORE_PASSWORD.toCharArray());
        }
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("broker", trusted.getCertificate("broker"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return new PahoMessageLink(new LinkOptions(
                URI.create("ssl://127.0.0.1:" + broker.uri().getPort()),
                "clinic-1",
                "clinic-1",
                () -> {
                    attempts.release();
                    return TestBroker.PASSWORD;
                },
                Optional.of(tls),
                Optional.empty(),
                QUICK));
    }
}
