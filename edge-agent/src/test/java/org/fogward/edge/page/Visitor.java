package org.fogward.edge.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Somebody at a gateway's page, over real TLS, who trusts its certificate and no other, and behaves as the page's own scripts do. */
public final class Visitor implements AutoCloseable {
    public static final String PASSWORD = "seven quiet gateways hum";
    private static final ObjectMapper JSON = new ObjectMapper();

    final URI page;
    String cookie = "";
    String token = "";
    private final HttpClient client;

    public Visitor(URI page, Path stateDirectory) throws Exception {
        this.page = page;
        this.client =
                HttpClient.newBuilder().sslContext(trusting(stateDirectory)).build();
    }

    static SSLContext trusting(Path stateDirectory) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "page",
                PageCertificate.in(stateDirectory.resolve(PageCertificate.FILE), "127.0.0.1", Clock.systemUTC())
                        .certificate());
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    /** Makes the account by the address from the log. */
    public HttpResponse<String> first(URI address) throws IOException, InterruptedException {
        return entered(
                post("/api/first", "{\"code\":\"" + address.getFragment() + "\",\"password\":\"" + PASSWORD + "\"}"));
    }

    public HttpResponse<String> signIn(String password) throws IOException, InterruptedException {
        return entered(post("/api/sign-in", "{\"password\":\"" + password + "\"}"));
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** What an answer holds. */
    public JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    public HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Origin", page.toString())
                .header(PageGate.PAGE_TOKEN, token)
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(page + path));
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    HttpResponse<String> entered(HttpResponse<String> answer) throws IOException {
        Optional<String> set = answer.headers().firstValue("Set-Cookie");
        if (set.isPresent()) {
            cookie = set.get().substring(0, set.get().indexOf(';'));
            token = JSON.readTree(answer.body()).path("pageToken").asText();
        }
        return answer;
    }

    @Override
    public void close() {
        client.close();
    }
}
