package org.fogward.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.fogward.protocol.digest.Digest;

/** An HTTPS door for blobs that can be told to break off. */
public final class BlobDoor implements AutoCloseable {
    private final HttpsServer server;
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private volatile int breakAfter = Integer.MAX_VALUE;

    /** One that lets everybody in. */
    public BlobDoor(SSLContext tls) throws IOException {
        this(tls, false);
    }

    BlobDoor(SSLContext tls, boolean asksForCertificates) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
                wanted.setNeedClientAuth(asksForCertificates);
                parameters.setSSLParameters(wanted);
            }
        });
        server.createContext("/blobs/", exchange -> {
            try (exchange) {
                send(exchange);
            }
        });
        server.start();
    }

    public URI uri() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    public Digest put(byte[] blob) {
        Digest digest = Digest.of(blob);
        blobs.put(digest.hex(), blob);
        return digest;
    }

    public void replace(Digest digest, byte[] other) {
        blobs.put(digest.hex(), other);
    }

    public void breakAfter(int bytes) {
        breakAfter = bytes;
    }

    /** The Range headers that were asked for, empty text where there was none. */
    public List<String> ranges() {
        return List.copyOf(ranges);
    }

    private void send(HttpExchange exchange) throws IOException {
        byte[] blob = blobs.get(exchange.getRequestURI().getPath().substring("/blobs/".length()));
        String range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))
                .orElse("");
        ranges.add(range);
        if (blob == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        int from = range.isEmpty() ? 0 : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        if (from >= blob.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (!range.isEmpty()) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (blob.length - 1) + "/" + blob.length);
        }
        byte[] rest = Arrays.copyOfRange(blob, from, blob.length);
        exchange.sendResponseHeaders(range.isEmpty() ? 200 : 206, rest.length);
        // Closing an exchange before its announced end cuts the connection.
        exchange.getResponseBody().write(rest, 0, Math.min(rest.length, breakAfter));
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
