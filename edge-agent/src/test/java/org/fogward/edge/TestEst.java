package org.fogward.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** A fog node's door as far as enrolment goes: EST (RFC 7030) and the settings, over real TLS. It can be told to misbehave. */
public final class TestEst implements AutoCloseable {
    public static final String FEDERATION = "ward";

    private final HttpsServer server;
    private final Map<String, Answer> told = new ConcurrentHashMap<>();
    private final Map<String, String> codes = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final KeyPair serverKey = TestCa.keyPair();
    private volatile TestCa issuer;
    private volatile List<X509Certificate> serverChain;
    private volatile List<X509Certificate> offered;
    private volatile List<X509Certificate> clientRoots;
    private volatile String subject = "CN=%s,OU=gateway,O=" + FEDERATION;
    private volatile KeyPurposeId purpose = KeyPurposeId.id_kp_clientAuth;
    private volatile Duration begun = Duration.ofDays(25);
    private volatile Duration left = Duration.ofDays(35);
    private volatile Consumer<String> watcher = path -> {};
    private volatile byte[] settings = new byte[0];

    public TestEst(TestCa authority) throws Exception {
        this.issuer = authority;
        this.offered = List.of(authority.root(), authority.issuing());
        this.clientRoots = List.of(authority.root());
        serverFrom(authority);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(new KeyManager[] {new ServerKey()}, new TrustManager[] {new Clients()}, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
                wanted.setWantClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        server.createContext("/", this::handle);
        server.start();
    }

    public URI uri() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    /** The gateway's id and the secret that is good for it, once. */
    public void invite(String gateway, String secret) {
        codes.put(gateway, secret);
    }

    public void settings(String json) {
        settings = json.getBytes(UTF_8);
    }

    /** Answers a path with this, whatever is asked. */
    public void answer(String path, int status, String body, String... header) {
        told.put(path, new Answer(status, body.getBytes(UTF_8), List.of(header)));
    }

    public void answerAsUsual(String path) {
        told.remove(path);
    }

    public void subject(String pattern) {
        subject = pattern;
    }

    public void purpose(KeyPurposeId other) {
        purpose = other;
    }

    /** Of the certificates that it issues: how long before now they begin, and how long after now they end. */
    public void life(Duration before, Duration after) {
        begun = before;
        left = after;
    }

    public void issuer(TestCa other) {
        issuer = other;
    }

    public void serverFrom(TestCa authority) {
        serverChain = authority.server(
                serverKey.getPublic(),
                Instant.now().minus(Duration.ofDays(1)),
                Instant.now().plus(Duration.ofDays(100)));
    }

    public void server(List<X509Certificate> chain) {
        serverChain = chain;
    }

    public PublicKey serverKey() {
        return serverKey.getPublic();
    }

    public void offer(X509Certificate... authorities) {
        offered = List.of(authorities);
    }

    public void believeClientsOf(X509Certificate... roots) {
        clientRoots = List.of(roots);
    }

    /** Told the path of each request before it is answered. */
    public void watch(Consumer<String> each) {
        watcher = each;
    }

    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    public static byte[] bag(List<X509Certificate> certificates) {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addCertificates(new JcaCertStore(certificates));
            return Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encode(generator.generate(new CMSAbsentContent()).getEncoded());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.add(path);
            watcher.accept(path);
            Answer answer = told.containsKey(path) ? told.get(path) : usual(exchange, path, body);
            for (int i = 0; i < answer.header().size(); i += 2) {
                exchange.getResponseHeaders()
                        .set(answer.header().get(i), answer.header().get(i + 1));
            }
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (RuntimeException e) {
            throw new IOException(e);
        }
    }

    private Answer usual(HttpExchange exchange, String path, byte[] body) {
        return switch (path) {
            case "/.well-known/est/cacerts" -> certificates(offered);
            case "/.well-known/est/simpleenroll" -> enrol(exchange, body);
            case "/.well-known/est/simplereenroll" ->
                client(exchange).isEmpty() ? refused() : certificates(issue(body, client(exchange)));
            case "/gateway/settings" -> client(exchange).isEmpty() ? refused() : new Answer(200, settings, List.of());
            default -> new Answer(404, new byte[0], List.of());
        };
    }

    private Answer enrol(HttpExchange exchange, byte[] body) {
        String login = exchange.getRequestHeaders().getFirst("Authorization");
        String[] parts = new String(Base64.getDecoder().decode(login.substring("Basic ".length())), UTF_8).split(":");
        return codes.remove(parts[0], parts[1]) ? certificates(issue(body, parts[0])) : refused();
    }

    private List<X509Certificate> issue(byte[] base64, String gateway) {
        try {
            JcaPKCS10CertificationRequest request =
                    new JcaPKCS10CertificationRequest(Base64.getDecoder().decode(base64));
            PublicKey key = request.getPublicKey();
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new IllegalStateException("signature");
            }
            GeneralNames names =
                    GeneralNames.fromExtensions(request.getRequestedExtensions(), Extension.subjectAlternativeName);
            List<String> uris = Stream.of(names.getNames())
                    .map(GeneralName::getName)
                    .map(Object::toString)
                    .toList();
            return issuer.gateway(
                    key,
                    subject.formatted(gateway),
                    uris,
                    purpose,
                    Instant.now().minus(begun),
                    Instant.now().plus(left));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String client(HttpExchange exchange) {
        try {
            X509Certificate shown =
                    (X509Certificate) ((HttpsExchange) exchange).getSSLSession().getPeerCertificates()[0];
            return shown.getSubjectX500Principal().getName().replaceAll(".*CN=", "");
        } catch (SSLPeerUnverifiedException e) {
            return "";
        }
    }

    private static Answer certificates(List<X509Certificate> certificates) {
        return new Answer(
                200,
                bag(new ArrayList<>(certificates)),
                List.of(
                        "Content-Type",
                        "application/pkcs7-mime; smime-type=certs-only",
                        "Content-Transfer-Encoding",
                        "base64"));
    }

    private static Answer refused() {
        return new Answer(401, "no".getBytes(US_ASCII), List.of());
    }

    private record Answer(int status, byte[] body, List<String> header) {}

    private final class ServerKey extends X509ExtendedKeyManager {
        @Override
        public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
            return "EC".equals(type) ? "server" : null;
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return "server";
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[] {"server"};
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return serverChain.toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return serverKey.getPrivate();
        }
    }

    /** Two steps: a client's certificate comes from an issuing authority, and that from a root. */
    private final class Clients extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            try {
                chain[0].checkValidity();
                chain[0].verify(chain[1].getPublicKey());
                for (X509Certificate root : clientRoots) {
                    if (root.getSubjectX500Principal().equals(chain[1].getIssuerX500Principal())) {
                        chain[1].verify(root.getPublicKey());
                        return;
                    }
                }
            } catch (Exception e) {
                throw new CertificateException(e);
            }
            throw new CertificateException("unknown root");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
