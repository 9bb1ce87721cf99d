package org.fogward.edge.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.fogward.edge.config.PageDoor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageServerTest {
    private static final PageDoor DOOR = new PageDoor("127.0.0.1", 0);

    private static final String SLOW = "/slow";
    private static final int AT_ONCE = 8;

    @TempDir
    private Path state;

    private PageServer server;
    private final Semaphore released = new Semaphore(0);

    @BeforeEach
    void open() throws Exception {
        PageCertificate certificate =
                PageCertificate.in(state.resolve(PageCertificate.FILE), DOOR.host(), Clock.systemUTC());
        open(certificate, Duration.ofSeconds(2));
    }

    private void open(PageCertificate certificate, Duration longest) throws IOException {
        ExchangeLimits limits = new ExchangeLimits(AT_ONCE, longest);
        server = new PageServer(
                DOOR,
                certificate,
                exchange -> {
                    try (exchange) {
                        exchange.getRequestBody().readAllBytes();
                        limits.requestRead();
                        if (exchange.getRequestURI().getPath().equals(SLOW)) {
                            released.acquireUninterruptibly();
                        }
                        exchange.sendResponseHeaders(204, -1);
                    }
                },
                limits);
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void cuts_off_who_is_slow_and_serves_others_meanwhile() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (Visitor visitor = new Visitor(server.uri(), state)) {
            slow.add(unshaken());
            slow.add(begun("GET / HTTP/1.1\r\nHost: x"));
            slow.add(begun("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf"));
            assertThat(visitor.get("/").statusCode()).isEqualTo(204);
            for (Socket socket : slow) {
                assertThat(ends(socket)).isTrue();
            }
            assertThat(visitor.get("/").statusCode()).isEqualTo(204);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void has_room_again_after_too_many_came_at_once() throws Exception {
        List<Socket> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(unshaken());
        }
        for (Socket socket : many) {
            assertThat(ends(socket)).isTrue();
            socket.close();
        }
        try (Visitor visitor = new Visitor(server.uri(), state)) {
            assertThat(visitor.get("/").statusCode()).isEqualTo(204);
        }
    }

    @Test
    void answers_others_while_many_send_their_requests_for_ever() throws Exception {
        server.close();
        // Nobody's time is over while this test runs.
        open(
                PageCertificate.in(state.resolve(PageCertificate.FILE), DOOR.host(), Clock.systemUTC()),
                Duration.ofMinutes(10));
        List<Socket> slow = new ArrayList<>();
        try (Visitor visitor = new Visitor(server.uri(), state)) {
            for (int i = 0; i < 50; i++) {
                slow.add(
                        switch (i % 3) {
                            case 0 -> unshaken();
                            case 1 -> begun("GET / HTTP/1.1\r\nHost: x");
                            default -> begun("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf");
                        });
                assertThat(visitor.get("/").statusCode()).isEqualTo(204);
            }
            assertThat(ends(slow.getFirst())).isTrue();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void keeps_the_places_of_those_who_are_being_served() throws Exception {
        List<Socket> served = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            served.add(begun("GET " + SLOW + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
        }
        while (released.getQueueLength() < AT_ONCE) {
            Thread.onSpinWait();
        }
        try (Socket late = unshaken()) {
            assertThat(ends(late)).isTrue();
        }
        released.release(AT_ONCE);
        for (Socket each : served) {
            assertThat(new String(each.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 204");
            each.close();
        }
    }

    @Test
    void ends_a_request_with_endless_headers() throws Exception {
        try (Socket socket = begun("GET / HTTP/1.1\r\nHost: x\r\n")) {
            byte[] header = ("X: " + "y".repeat(8_000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            OutputStream out = socket.getOutputStream();
            boolean open = true;
            for (int i = 0; open; i++) {
                try {
                    out.write(header);
                } catch (IOException ended) {
                    open = false;
                }
                assertThat(i).isLessThan(100_000);
            }
        }
        try (Visitor visitor = new Visitor(server.uri(), state)) {
            assertThat(visitor.get("/").statusCode()).isEqualTo(204);
        }
    }

    @Test
    void keeps_its_certificate() throws Exception {
        PageCertificate again = PageCertificate.in(state.resolve(PageCertificate.FILE), "other", Clock.systemUTC());
        try (Visitor visitor = new Visitor(server.uri(), state)) {
            assertThat(visitor.get("/").sslSession().orElseThrow().getPeerCertificates())
                    .containsExactly(again.certificate());
        }
        assertThat(again.fingerprint()).matches("[0-9a-f]{64}");
        assertThat(again.toString()).doesNotContain("PRIVATE");
    }

    /** One that begins to shake hands, and leaves it at that. */
    private Socket unshaken() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.uri().getPort());
        socket.getOutputStream().write(new byte[] {22, 3, 1});
        return socket;
    }

    private Socket begun(String request) throws Exception {
        Socket socket = Visitor.trusting(state)
                .getSocketFactory()
                .createSocket("127.0.0.1", server.uri().getPort());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    /** Waits for the other side's end, however long that takes. */
    private static boolean ends(Socket socket) {
        try {
            while (socket.getInputStream().read() >= 0) {
                // An answer before the end does no harm.
            }
            return true;
        } catch (IOException cut) {
            return true;
        }
    }
}
