package org.fogward.edge;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.fogward.edge.identity.Enrolment;
import org.fogward.edge.tls.GatewayTls;

/** An authority with a certificate for a server on this machine, and those who trust it. */
public final class TestAuthority {
    static final String PASSWORD = "for-tests-only";

    final TestCa ca = new TestCa("ward");
    private final Instant from = Instant.now().minus(Duration.ofHours(1));
    private final Instant until = Instant.now().plus(Duration.ofDays(1));
    private final KeyPair serverKey = TestCa.keyPair();
    private final List<X509Certificate> serverChain = ca.server(serverKey.getPublic(), from, until);

    /** For a server, which believes clients of this authority if it asks for certificates. */
    public SSLContext server() throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(serverKeys(), PASSWORD.toCharArray());
        return context(keys.getKeyManagers());
    }

    /** For a client that shows nothing. */
    public SSLContext client() throws Exception {
        return context(new KeyManager[0]);
    }

    /** For a client that shows a certificate with this name. */
    SSLContext client(String name) {
        KeyPair key = TestCa.keyPair();
        List<X509Certificate> chain =
                ca.gateway(key.getPublic(), "CN=" + name, List.of(), KeyPurposeId.id_kp_clientAuth, from, until);
        Enrolment shown = new Enrolment(key.getPrivate(), chain, List.of(ca.root()), Optional.empty());
        return GatewayTls.following(() -> shown);
    }

    Path writeServerKeys(Path file) throws Exception {
        return write(serverKeys(), file);
    }

    Path writeRoots(Path file) throws Exception {
        return write(roots(), file);
    }

    private KeyStore serverKeys() throws Exception {
        KeyStore keys = empty();
        keys.setKeyEntry(
                "server", serverKey.getPrivate(), PASSWORD.toCharArray(), serverChain.toArray(Certificate[]::new));
        return keys;
    }

    private KeyStore roots() throws Exception {
        KeyStore roots = empty();
        roots.setCertificateEntry("root", ca.root());
        return roots;
    }

    private SSLContext context(KeyManager[] keys) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Path write(KeyStore store, Path file) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }
}
