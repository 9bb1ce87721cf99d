package org.fogward.edge.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.fogward.edge.config.PageDoor;
import org.fogward.protocol.auditlog.AuditChain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayPageTest {
    private static final String OTHER = "eight loud gateways sing";

    @TempDir
    private Path state;

    private final PutForwardClock clock = new PutForwardClock();
    private final StillGateway gateway = new StillGateway();
    private GatewayPage page;
    private Visitor visitor;
    private URI first;

    @BeforeEach
    void open() throws Exception {
        page = new GatewayPage(new PageDoor("127.0.0.1", 0), state, gateway, clock);
        page.start();
        first = page.firstAccountUri().orElseThrow();
        visitor = new Visitor(page.uri(), state);
    }

    @AfterEach
    void close() {
        visitor.close();
        page.close();
    }

    @Test
    void makes_the_account_once_and_only_with_the_code() throws Exception {
        assertThat(first.getFragment()).hasSize(14);
        assertThat(visitor.json("/api/sign-in").path("first").asBoolean()).isTrue();
        assertThat(visitor.first(URI.create("https://x/first#AAAAAAAAAAAAAA")).statusCode())
                .isEqualTo(401);
        assertThat(visitor.post("/api/first", "{\"code\":\"" + first.getFragment() + "\",\"password\":\"short\"}")
                        .body())
                .contains("password: at least 12 characters");

        assertThat(visitor.first(first).statusCode()).isEqualTo(200);

        assertThat(page.firstAccountUri()).isEmpty();
        assertThat(visitor.json("/api/status").path("gateway").asText()).isEqualTo("clinic-a");
        assertThat(visitor.first(first).statusCode()).isEqualTo(401);
        assertThat(Files.readString(state.resolve("administrator"))).startsWith("$argon2id$");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("administrator"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("page.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void lets_whoever_guesses_wait_longer_and_longer() throws Exception {
        visitor.first(first);
        try (Visitor stranger = new Visitor(page.uri(), state)) {
            HttpResponse<String> answer = stranger.signIn("a wrong guess, this");
            int wrong = 0;
            while (answer.statusCode() == 401) {
                wrong++;
                answer = stranger.signIn("a wrong guess, this");
            }
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(wrong).isBetween(3, 20);
            long wait = answer.headers().firstValueAsLong("Retry-After").orElse(0);
            assertThat(wait).isPositive();
            clock.forward(Duration.ofSeconds(wait));
            assertThat(stranger.signIn("a wrong guess, this").statusCode()).isEqualTo(401);
            answer = stranger.signIn(Visitor.PASSWORD);
            assertThat(answer.statusCode()).isEqualTo(429);
            clock.forward(Duration.ofHours(2));
            assertThat(stranger.signIn(Visitor.PASSWORD).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void gives_a_cookie_that_stays_in_the_browser_and_on_this_host() throws Exception {
        String cookie = visitor.first(first).headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).startsWith("__Host-fogward-gateway=");
        assertThat(cookie.split("; "))
                .contains("Path=/", "Secure", "HttpOnly", "SameSite=Strict", "Max-Age=43200")
                .noneMatch(attribute -> attribute.startsWith("Domain"));
        String ended = visitor.post("/api/session/end", "{}")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertThat(ended).contains("__Host-fogward-gateway=;").contains("Max-Age=0");
        assertThat(visitor.get("/api/status").statusCode()).isEqualTo(401);
    }

    @Test
    void takes_no_code_where_nobody_would_start_the_gateway_anew() throws Exception {
        visitor.first(first);
        gateway.enrols = false;
        assertThat(visitor.json("/api/status").path("enrols").asBoolean(true)).isFalse();
        HttpResponse<String> answer = visitor.post("/api/enrolment", "{\"code\":\"nonsense\",\"fog\":\"\"}");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("stays enrolled");
        gateway.enrols = true;
        assertThat(visitor.json("/api/status").path("enrols").asBoolean()).isTrue();
        assertThat(visitor.post("/api/enrolment", "{\"code\":\"nonsense\",\"fog\":\"\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void takes_changes_from_its_own_pages_only() throws Exception {
        visitor.first(first);
        String forget = "{\"patient\":\"4711\"}";
        List<HttpRequest.Builder> foreign = List.of(
                change(forget).header("Fogward-Page", visitor.token),
                change(forget).header("Fogward-Page", visitor.token).header("Origin", "https://evil.example"),
                change(forget).header("Fogward-Page", visitor.token).header("Sec-Fetch-Site", "cross-site"),
                change(forget).header("Fogward-Page", visitor.token).header("Sec-Fetch-Site", "same-site"),
                change(forget)
                        .header("Fogward-Page", visitor.token)
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Origin", "https://evil.example"),
                change(forget).header("Sec-Fetch-Site", "same-origin"),
                change(forget).header("Sec-Fetch-Site", "same-origin").header("Fogward-Page", "x"));
        for (HttpRequest.Builder request : foreign) {
            assertThat(visitor.send(request).statusCode()).isEqualTo(403);
        }
        assertThat(gateway.forgotten).isEmpty();
        assertThat(visitor.post("/api/patients/forget", forget).statusCode()).isEqualTo(200);
    }

    @Test
    void shows_strangers_nothing_but_the_way_in() throws Exception {
        visitor.first(first);
        try (Visitor stranger = new Visitor(page.uri(), state)) {
            int closed = 0;
            for (Route route : page.routes()) {
                HttpResponse<String> answer =
                        route.method().equals("GET") ? stranger.get(route.path()) : stranger.post(route.path(), "{}");
                if (route.admittance() == Route.Admittance.SIGNED_IN) {
                    closed++;
                    assertThat(answer.statusCode()).as(route.path()).isIn(401, 303);
                    assertThat(answer.body()).as(route.path()).doesNotContain("clinic-a", "ward");
                } else {
                    assertThat(route.path()).matches("/sign-in|/first|/assets/[a-z-]+\\.[a-z]+|/api/(sign-in|first)");
                }
            }
            assertThat(closed).isGreaterThan(10);
            assertThat(stranger.get("/nothing").statusCode()).isEqualTo(401);
            assertThat(stranger.get("/assets/../gateway.html").statusCode()).isEqualTo(401);
        }
        assertThat(visitor.get("/nothing").statusCode()).isEqualTo(404);
        assertThat(visitor.post("/api/status", "{}").statusCode()).isEqualTo(405);
    }

    @Test
    void ends_a_session_that_is_not_used_and_any_after_twelve_hours() throws Exception {
        visitor.first(first);
        for (int i = 0; i < 24; i++) {
            clock.forward(Duration.ofMinutes(29));
            assertThat(visitor.get("/api/session").statusCode()).isEqualTo(200);
        }
        clock.forward(Duration.ofMinutes(29));
        assertThat(visitor.get("/api/session").statusCode()).isEqualTo(401);
        visitor.signIn(Visitor.PASSWORD);
        clock.forward(Duration.ofMinutes(20));
        // A page that is left open asks for ever how the gateway is.
        assertThat(visitor.get("/api/status").statusCode()).isEqualTo(200);
        clock.forward(Duration.ofMinutes(11));
        assertThat(visitor.get("/api/status").statusCode()).isEqualTo(401);
    }

    @Test
    void another_password_ends_the_sessions_of_the_one_before() throws Exception {
        visitor.first(first);
        try (Visitor elsewhere = new Visitor(page.uri(), state)) {
            assertThat(elsewhere.signIn(Visitor.PASSWORD).statusCode()).isEqualTo(200);
            assertThat(visitor.post("/api/password", "{\"password\":\"wrong\",\"next\":\"" + OTHER + "\"}")
                            .statusCode())
                    .isEqualTo(403);
            HttpResponse<String> changed = visitor.entered(visitor.post(
                    "/api/password", "{\"password\":\"" + Visitor.PASSWORD + "\",\"next\":\"" + OTHER + "\"}"));
            assertThat(changed.statusCode()).isEqualTo(200);
            assertThat(visitor.get("/api/status").statusCode()).isEqualTo(200);
            assertThat(elsewhere.get("/api/status").statusCode()).isEqualTo(401);
            assertThat(elsewhere.signIn(Visitor.PASSWORD).statusCode()).isEqualTo(401);
            assertThat(elsewhere.signIn(OTHER).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void an_account_that_is_removed_by_a_command_can_be_made_anew() throws Exception {
        visitor.first(first);
        assertThat(new PageAccount(state, new PageDoor("127.0.0.1", 8444), clock).remove())
                .isTrue();
        assertThat(visitor.get("/api/status").statusCode()).isEqualTo(401);
        page.consider();
        URI second = page.firstAccountUri().orElseThrow();
        assertThat(second).isNotEqualTo(first);
        assertThat(visitor.first(first).statusCode()).isEqualTo(401);
        assertThat(visitor.first(second).statusCode()).isEqualTo(200);
    }

    @Test
    void tells_browsers_the_rules_with_every_answer() throws Exception {
        for (String path : List.of("/sign-in", "/api/status", "/nothing", "/assets/style.css")) {
            HttpResponse<String> answer = visitor.get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "require-trusted-types-for 'script'", "frame-ancestors 'none'");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy"))
                    .contains("same-origin");
            assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy"))
                    .contains("same-origin");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
        }
    }

    @Test
    void speaks_tls_1_3_only() throws Exception {
        try (SSLSocket socket = (SSLSocket) Visitor.trusting(state)
                .getSocketFactory()
                .createSocket("127.0.0.1", page.uri().getPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void lets_devices_in_and_out() throws Exception {
        visitor.first(first);
        JsonNode invited = json(visitor.post("/api/devices/invite", "{\"name\":\"wrist-1\"}"));
        assertThat(invited.path("secret").asText()).isEqualTo("secret-of-wrist-1");
        assertThat(invited.path("uri").asText()).startsWith("coaps://");
        assertThat(visitor.post("/api/devices/key", "{\"name\":\"wrist-2\"}").statusCode())
                .isEqualTo(200);
        assertThat(visitor.json("/api/devices").findValuesAsText("name")).containsExactly("old", "wrist-1", "wrist-2");
        assertThat(visitor.json("/api/devices").findValuesAsText("proof"))
                .containsExactly("configured-key", "invitation", "key");
        assertThat(visitor.post("/api/devices/remove", "{\"name\":\"wrist-1\"}").statusCode())
                .isEqualTo(204);
        assertThat(visitor.post("/api/devices/remove", "{\"name\":\"wrist-1\"}").statusCode())
                .isEqualTo(404);
        assertThat(visitor.post("/api/devices/remove", "{\"name\":\"old\"}").body())
                .contains("name: old stands in the configuration");
        assertThat(visitor.post("/api/devices/invite", "{\"name\":\"\"}").body())
                .contains("name: 1 to 64 characters");
        gateway.runs = false;
        assertThat(visitor.post("/api/devices/invite", "{\"name\":\"wrist-3\"}").statusCode())
                .isEqualTo(409);
        assertThat(visitor.json("/api/audit").toString()).doesNotContain("secret-of");
    }

    @Test
    void forgets_a_patient_without_writing_down_who() throws Exception {
        visitor.first(first);
        String patient = "PAT-8842-x";
        assertThat(json(visitor.post("/api/patients/forget", "{\"patient\":\"" + patient + "\"}"))
                        .path("samples")
                        .asInt())
                .isEqualTo(3);
        visitor.post("/api/patients/forget", "{\"patient\":\"" + patient + "\",\"mayReturn\":\"yes\"}");
        assertThat(visitor.post("/api/patients/forget", "{\"patient\":\" \"}").body())
                .contains("patient: 1 to 256");
        assertThat(gateway.forgotten).containsExactly(patient, patient + " may return");
        assertThat(Files.readString(state.resolve("audit.log")))
                .contains("forget-patient")
                .doesNotContain(patient);
    }

    @Test
    void writes_down_who_did_what_in_a_chain() throws Exception {
        visitor.first(first);
        visitor.signIn("a wrong guess, this");
        visitor.signIn(Visitor.PASSWORD);
        visitor.post("/api/devices/invite", "{\"name\":\"wrist-1\"}");
        visitor.post("/api/session/end", "{}");
        visitor.signIn(Visitor.PASSWORD);
        assertThat(visitor.json("/api/audit").findValuesAsText("action").reversed())
                .containsExactly(
                        "add-account", "sign-in", "refuse-sign-in", "sign-in", "invite-device", "sign-out", "sign-in");
        AuditChain.Result read = AuditChain.read(state, entry -> {});
        assertThat(read.findings()).isEmpty();
        assertThat(read.entries()).isEqualTo(7);
        assertThat(Files.readString(state.resolve("audit.log")))
                .doesNotContain(Visitor.PASSWORD, first.getFragment(), "a wrong guess");
    }

    @Test
    void refuses_what_is_too_long() throws Exception {
        visitor.first(first);
        assertThat(visitor.post("/api/patients/forget", "{\"patient\":\"" + "x".repeat(20_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
        assertThat(visitor.get("/api/status").statusCode()).isEqualTo(200);
    }

    @Test
    void answers_whatever_comes() throws Exception {
        visitor.first(first);
        SplittableRandom random = new SplittableRandom(19);
        List<String> paths = page.routes().stream().map(Route::path).toList();
        String cookie = visitor.cookie;
        for (int i = 0; i < 400; i++) {
            clock.forward(Duration.ofSeconds(1));
            String path = paths.get(random.nextInt(paths.size()));
            String body = garbled(random, "{\"name\":\"wrist-1\",\"patient\":\"4711\",\"code\":null,\"a\":[1e99]}");
            visitor.cookie = random.nextInt(3) == 0 ? printable(garbled(random, cookie)) : cookie;
            HttpResponse<String> answer = random.nextInt(4) == 0
                    ? visitor.get("/" + printable(garbled(random, path)).replaceAll("[^A-Za-z0-9/._~-]", ""))
                    : path.equals("/api/session/end") ? visitor.get(path) : visitor.post(path, body);
            assertThat(answer.statusCode()).as("%s %s", path, body).isBetween(200, 499);
            // The server itself refuses what is no HTTP.
            if (answer.statusCode() == 400 && !answer.body().startsWith("<h1>")) {
                assertThat(answer.body()).containsPattern("\"(body|name|patient|code|fog|password): ");
            }
        }
        visitor.cookie = cookie;
        assertThat(visitor.get("/api/status").statusCode()).isEqualTo(200);
    }

    private HttpRequest.Builder change(String body) {
        return visitor.request("/api/patients/forget").POST(BodyPublishers.ofString(body));
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static String garbled(SplittableRandom random, String text) {
        StringBuilder garbled = new StringBuilder(text);
        for (int i = random.nextInt(4); i > 0 && !garbled.isEmpty(); i--) {
            int place = random.nextInt(garbled.length());
            switch (random.nextInt(3)) {
                case 0 -> garbled.deleteCharAt(place);
                case 1 -> garbled.setCharAt(place, (char) random.nextInt(0x20, 0x250));
                default -> garbled.insert(place, garbled.substring(random.nextInt(place + 1), place));
            }
        }
        return garbled.toString();
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x21-\\x7e]", "");
    }
}
