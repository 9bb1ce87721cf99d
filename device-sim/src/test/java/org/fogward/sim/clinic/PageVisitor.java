package org.fogward.sim.clinic;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A technician at a gateway's page, with the gateway's certificate in hand. */
final class PageVisitor implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("\"pageToken\":\"([^\"]+)\"");

    private final URI page;
    private final HttpClient client;
    private String cookie = "";
    private String token = "";

    PageVisitor(URI page, Path state) throws Exception {
        this.page = page;
        this.client = HttpClient.newBuilder().sslContext(trusting(state)).build();
    }

    /** Makes the account with the address from the log. */
    void makeAccount(URI first) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(
                "/api/first", "{\"code\":\"" + first.getFragment() + "\",\"password\":\"seven quiet gateways hum\"}");
        Matcher found = TOKEN.matcher(answer.body());
        if (!found.find()) {
            throw new IOException(answer.body());
        }
        token = found.group(1);
        cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    String status() throws IOException, InterruptedException {
        return client.send(request("/api/status").GET().build(), BodyHandlers.ofString())
                .body();
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(
                request(path)
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Fogward-Page", token)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(page + path));
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private static SSLContext trusting(Path state) throws Exception {
        String pem = Files.readString(state.resolve("page.pem"));
        String certificate = pem.substring(pem.indexOf("-----BEGIN CERTIFICATE"));
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "page",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(certificate.getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
