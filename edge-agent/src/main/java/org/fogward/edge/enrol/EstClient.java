package org.fogward.edge.enrol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.fogward.edge.enrol.EnrolmentException.Remedy;
import org.fogward.edge.identity.FogSettings;
import org.fogward.edge.tls.GatewayTls;
import org.fogward.protocol.identity.GatewayId;

/**
 * Speaks EST (RFC 7030) with the fog node's HTTPS door, and asks it for its settings. Answers are bounded in bytes and time; redirections
 * are not followed. Thread-safe.
 */
final class EstClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final long ANSWER_SECONDS = 60;
    private static final String EST = "/.well-known/est/";
    private static final int OK = 200;

    private final URI door;
    private final HttpClient client;

    /** @param door {@code https://host:port} */
    EstClient(URI door, SSLContext tls) {
        this.door = door;
        this.client = HttpClient.newBuilder()
                .sslContext(tls)
                .sslParameters(new SSLParameters(null, new String[] {GatewayTls.VERSION}))
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    /** The roots and issuing authorities (RFC 7030, 4.1). */
    List<X509Certificate> authorities() throws EnrolmentException, InterruptedException {
        return answer(request(EST + "cacerts").GET(), CertificateBag::parse);
    }

    /** A first certificate, for the secret of an invitation (RFC 7030, 4.2.1). */
    List<X509Certificate> enrol(GatewayId gateway, String secret, String pkcs10)
            throws EnrolmentException, InterruptedException {
        String login = Base64.getEncoder().encodeToString((gateway + ":" + secret).getBytes(UTF_8));
        return answer(post("simpleenroll", pkcs10).header("Authorization", "Basic " + login), CertificateBag::parse);
    }

    /** The next certificate, for the one that the TLS connection shows (RFC 7030, 4.2.2). */
    List<X509Certificate> renew(String pkcs10) throws EnrolmentException, InterruptedException {
        return answer(post("simplereenroll", pkcs10), CertificateBag::parse);
    }

    /** Where the fog node is; for gateways with a certificate. */
    FogSettings settings() throws EnrolmentException, InterruptedException {
        return answer(request("/gateway/settings").GET(), FogSettings::parse);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest.Builder post(String operation, String pkcs10) {
        return request(EST + operation)
                .header("Content-Type", "application/pkcs10")
                .header("Content-Transfer-Encoding", "base64")
                .POST(BodyPublishers.ofString(pkcs10));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(door.resolve(path));
    }

    private <T> T answer(HttpRequest.Builder request, Function<byte[], T> parse)
            throws EnrolmentException, InterruptedException {
        HttpResponse<byte[]> response = send(request.build());
        if (response.statusCode() != OK) {
            throw Refusals.of(response);
        }
        try {
            return parse.apply(response.body());
        } catch (IllegalArgumentException e) {
            throw new EnrolmentException(
                    Remedy.LOOK_INTO_IT,
                    "the answer of " + door + " cannot be read, is a fog node there? " + e.getMessage(),
                    e);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws EnrolmentException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), CertificateBag.MAX_BYTES));
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw ConnectionTrouble.of(door, e.getCause() instanceof IOException cause ? cause : e);
        } catch (TimeoutException e) {
            throw ConnectionTrouble.of(door, e);
        } finally {
            answer.cancel(true);
        }
    }
}
