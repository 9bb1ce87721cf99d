package org.fogward.fog.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.fogward.fog.enrol.TestBox;
import org.fogward.fog.limit.PeerLimits;
import org.fogward.fog.limit.SlowPeers;
import org.fogward.protocol.digest.Digest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Limits of a few seconds: who is ended, and who is not although they stay for longer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowPeersTest {
    private static final SlowPeers LIMITS =
            new SlowPeers(Duration.ofSeconds(3), 10_000, Duration.ofSeconds(5), Duration.ofSeconds(4));
    private static final Duration LONGER = Duration.ofSeconds(11);
    private static final String POST =
            "POST /api/sign-in HTTP/1.1\r\nHost: fog\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n";
    private static final int SMALL_BUFFER = 8 << 10;

    private final byte[] model = new byte[1_200_000];
    private OpenDoor door;
    private TestBox gateway;
    private String path;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        door = OpenDoor.with(folder, PeerLimits.DEFAULT.withSlow(LIMITS));
        gateway = door.authority.enrol("aurora");
        new Random(1).nextBytes(model);
        path = "/blobs/" + door.blobs.put(model).hex();
    }

    @AfterAll
    void close() {
        door.close();
    }

    @Test
    void ends_a_request_whose_head_comes_byte_by_byte() throws Exception {
        double before = limited("head_time");
        try (Socket peer = connect("http/1.1")) {
            send(peer, "GET /health HTTP/1.1\r\nHost: fog\r\nX: ");
            assertThat(endsWhileItDribbles(peer)).isTrue();
        }
        assertThat(limited("head_time")).isEqualTo(before + 1);
    }

    @Test
    void ends_a_second_request_whose_head_does_not_end() throws Exception {
        double before = limited("head_time");
        try (Socket peer = connect("http/1.1")) {
            send(peer, "GET /health HTTP/1.1\r\nHost: fog\r\n\r\n");
            assertThat(peer.getInputStream().read()).isEqualTo('H');
            LockSupport.parkNanos(LIMITS.headWithin().dividedBy(2).toNanos());
            send(peer, "GET /health");
            assertThat(ends(peer)).isTrue();
        }
        assertThat(limited("head_time")).isEqualTo(before + 1);
    }

    @Test
    void ends_a_request_whose_body_comes_byte_by_byte() throws Exception {
        double before = limited("body_rate");
        try (Socket peer = connect("http/1.1")) {
            send(peer, POST);
            send(peer, "Content-Length: 60000\r\n\r\n{");
            assertThat(endsWhileItDribbles(peer)).isTrue();
        }
        assertThat(limited("body_rate")).isEqualTo(before + 1);
    }

    @Test
    void ends_a_download_that_nobody_reads() throws Exception {
        double before = limited("answer_rate");
        door.downloads.clear();
        try (Socket peer = connect("http/1.1")) {
            send(peer, "GET " + path + " HTTP/1.1\r\nHost: fog\r\n\r\n");
            assertThat(peer.getInputStream().read()).isEqualTo('H');
            await(() -> limited("answer_rate") == before + 1);
            await(() -> !door.downloads.isEmpty());
            assertThat(ends(peer)).isTrue();
        }
    }

    @Test
    void ends_an_answer_that_an_http_2_peer_does_not_ask_for() throws Exception {
        double before = limited("answer_rate");
        try (Socket peer = connect("h2")) {
            startHttp2(peer, 1000);
            frame(peer, 1, 0b101, 1, headers(path));
            assertThat(ends(peer)).isTrue();
        }
        assertThat(limited("answer_rate")).isEqualTo(before + 1);
    }

    @Test
    void ends_an_http_2_connection_whose_request_does_not_begin() throws Exception {
        try (Socket peer = connect("h2")) {
            startHttp2(peer, 1000);
            byte[] whole = headers(path);
            // The head goes on in frames that do not come.
            frame(peer, 1, 0b001, 1, Arrays.copyOf(whole, whole.length / 2));
            assertThat(ends(peer)).isTrue();
        }
    }

    @Test
    void ends_connections_without_requests_and_blames_nobody() throws Exception {
        double before = limited("head_time");
        try (Socket silent = connect("http/1.1");
                Socket done = connect("http/1.1")) {
            send(done, "GET /health HTTP/1.1\r\nHost: fog\r\n\r\n");
            assertThat(ends(silent)).isTrue();
            assertThat(ends(done)).isTrue();
        }
        assertThat(limited("head_time")).isEqualTo(before);
    }

    @Test
    void goes_on_serving_a_connection_that_asks_now_and_then() throws Exception {
        try (Socket peer = connect("http/1.1")) {
            DataInputStream in = new DataInputStream(peer.getInputStream());
            long end = System.nanoTime() + LONGER.toNanos();
            while (System.nanoTime() < end) {
                send(peer, "GET /health HTTP/1.1\r\nHost: fog\r\n\r\n");
                assertThat(line(in)).isEqualTo("HTTP/1.1 200 OK");
                int length = 0;
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                        length = Integer.parseInt(header.substring(header.indexOf(' ') + 1));
                    }
                }
                in.skipNBytes(length);
                LockSupport.parkNanos(Duration.ofMillis(1200).toNanos());
            }
        }
    }

    @Test
    void goes_on_with_a_download_on_a_slow_line() throws Exception {
        try (Socket peer = connect("http/1.1")) {
            send(peer, "GET " + path + " HTTP/1.1\r\nHost: fog\r\nConnection: close\r\n\r\n");
            DataInputStream in = new DataInputStream(peer.getInputStream());
            while (!line(in).isEmpty()) {
                // Headers.
            }
            ByteArrayOutputStream got = new ByteArrayOutputStream();
            byte[] piece = new byte[8000];
            long begun = System.nanoTime();
            while (got.size() < model.length) {
                int count = in.read(piece);
                assertThat(count).as("after " + got.size()).isPositive();
                got.write(piece, 0, count);
                // 80 kB/s, or 8 times the least rate.
                LockSupport.parkNanos(begun + got.size() * 12_500L - System.nanoTime());
            }
            assertThat(Digest.of(got.toByteArray())).isEqualTo(Digest.of(model));
        }
    }

    @Test
    void goes_on_with_a_body_on_a_slow_line() throws Exception {
        try (Socket peer = connect("http/1.1")) {
            int length = 40_000;
            send(peer, POST);
            send(peer, "Content-Length: " + length + "\r\n\r\n");
            // 5 kB/s is too little for ever, and enough for this.
            for (int sent = 0; sent < length; sent += 1000) {
                send(peer, " ".repeat(1000));
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
            assertThat(line(new DataInputStream(peer.getInputStream()))).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void leaves_event_streams_open() throws Exception {
        long end = System.nanoTime() + LONGER.toNanos();
        HttpRequest request =
                door.request("/api/events", "Accept", "text/event-stream").build();
        HttpResponse<Stream<String>> second = door.client.send(request, HttpResponse.BodyHandlers.ofLines());
        assertThat(second.version()).isEqualTo(HttpClient.Version.HTTP_2);
        try (Socket first = connect("http/1.1");
                Stream<String> others = second.body()) {
            send(first, "GET /api/events HTTP/1.1\r\nHost: fog\r\nAccept: text/event-stream\r\n");
            send(first, "Cookie: " + door.operator.headers()[1] + "\r\n\r\n");
            DataInputStream in = new DataInputStream(first.getInputStream());
            while (!isLateBeat(line(in), end)) {
                // What came in time shows nothing.
            }
            assertThat(others.anyMatch(line -> isLateBeat(line, end))).isTrue();
        }
    }

    private static boolean isLateBeat(String line, long after) {
        return line.startsWith("event:") && line.contains("heartbeat") && System.nanoTime() > after;
    }

    private Socket connect(String protocol) throws Exception {
        Socket plain = new Socket();
        plain.setReceiveBufferSize(SMALL_BUFFER);
        plain.connect(new InetSocketAddress("127.0.0.1", door.uri.getPort()));
        plain.setSoTimeout(60_000);
        SSLContext tls = gateway.tls(door.authority.identity.authority().root());
        SSLSocket socket =
                (SSLSocket) tls.getSocketFactory().createSocket(plain, "localhost", door.uri.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static void startHttp2(Socket peer, int window) throws IOException {
        send(peer, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        frame(
                peer,
                4,
                0,
                0,
                ByteBuffer.allocate(6).putShort((short) 4).putInt(window).array());
    }

    /** A GET's fields without compression (RFC 7541, section 6). */
    private static byte[] headers(String path) {
        return ByteBuffer.allocate(7 + path.length())
                .put((byte) 0x82)
                .put((byte) 0x87)
                .put((byte) 0x04)
                .put((byte) path.length())
                .put(path.getBytes(US_ASCII))
                .put((byte) 0x01)
                .put((byte) 1)
                .put((byte) 'f')
                .array();
    }

    /** RFC 9113, section 4.1. */
    private static void frame(Socket peer, int type, int flags, int stream, byte[] payload) throws IOException {
        peer.getOutputStream()
                .write(ByteBuffer.allocate(9 + payload.length)
                        .put((byte) 0)
                        .putShort((short) payload.length)
                        .put((byte) type)
                        .put((byte) flags)
                        .putInt(stream)
                        .put(payload)
                        .array());
    }

    private static void send(Socket peer, String text) throws IOException {
        peer.getOutputStream().write(text.getBytes(US_ASCII));
        peer.getOutputStream().flush();
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static boolean endsWhileItDribbles(Socket peer) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        try {
            while (System.nanoTime() < deadline) {
                send(peer, "a");
                LockSupport.parkNanos(100_000_000);
            }
            return false;
        } catch (IOException ended) {
            return true;
        }
    }

    /** Reads until the other side ends it. */
    private static boolean ends(Socket peer) throws IOException {
        try {
            while (peer.getInputStream().read() >= 0) {
                // An answer before the end does no harm.
            }
            return true;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    private double limited(String reason) {
        String line = "fogward_peers_limited_total{reason=\"" + reason + "\"} ";
        return door.metrics
                .scrape()
                .lines()
                .filter(each -> each.startsWith(line))
                .mapToDouble(each -> Double.parseDouble(each.substring(line.length())))
                .findFirst()
                .orElseThrow();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
