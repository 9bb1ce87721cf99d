package org.fogward.fog.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fogward.fog.http.OpenDoor;
import org.fogward.fog.people.Role;
import org.fogward.fog.people.Sessions;
import org.fogward.protocol.auditlog.AuditEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class GateTest {
    private static final String PASSWORD = "a long walk in the fog";
    private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";

    @TempDir
    private Path folder;

    private OpenDoor door;

    @BeforeEach
    void open() throws Exception {
        door = new OpenDoor(folder);
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void every_route_of_the_door_is_in_the_table() {
        List<String> routes = door.routes();
        assertThat(routes).hasSizeGreaterThan(20).contains("GET /api/state", "POST /api/people");
        for (String route : routes) {
            String[] parts = route.split(" ", 2);
            assertThat(AccessTable.of(parts[0], parts[1])).as(route).isPresent();
        }
        assertThat(AccessTable.of("GET", "/api/people/")).isEmpty();
        assertThat(AccessTable.of("POST", "/api/state")).isEmpty();
        assertThat(AccessTable.of("GET", "/assetsx")).isEmpty();
    }

    @Test
    void each_role_does_what_is_its_own() throws Exception {
        Map<Role, SignedIn> people = Map.of(
                Role.VIEWER, added("vera", Role.VIEWER),
                Role.AUDITOR, added("aron", Role.AUDITOR),
                Role.OPERATOR, door.operator);
        Map<String, Role> least = Map.ofEntries(
                Map.entry("GET /", Role.VIEWER),
                Map.entry("GET /api/state", Role.VIEWER),
                Map.entry("GET /api/ledger/participants", Role.VIEWER),
                Map.entry("GET /api/session", Role.VIEWER),
                Map.entry("GET /metrics", Role.VIEWER),
                Map.entry("GET /proofs/1", Role.AUDITOR),
                Map.entry("GET /api/proofs/1/aurora", Role.AUDITOR),
                Map.entry("GET /api/verification", Role.AUDITOR),
                Map.entry("POST /api/verification", Role.AUDITOR),
                Map.entry("GET /audit-log", Role.AUDITOR),
                Map.entry("GET /api/audit-log", Role.AUDITOR),
                Map.entry("GET /gateways", Role.OPERATOR),
                Map.entry("GET /api/gateways", Role.OPERATOR),
                Map.entry("POST /api/gateways/aurora/suspend", Role.OPERATOR),
                Map.entry("POST /api/gateways/aurora/restore", Role.OPERATOR),
                Map.entry("POST /api/invitations", Role.OPERATOR),
                Map.entry("GET /people", Role.OPERATOR),
                Map.entry("GET /api/people", Role.OPERATOR),
                Map.entry("POST /api/people", Role.OPERATOR),
                Map.entry("PUT /api/people/vera/role", Role.OPERATOR),
                Map.entry("PUT /api/people/vera/password", Role.OPERATOR),
                Map.entry("DELETE /api/people/nobody", Role.OPERATOR));
        for (var entry : least.entrySet()) {
            String[] route = entry.getKey().split(" ", 2);
            String[] json = {"Content-Type", "application/json", "Accept", "application/json, */*"};
            assertThat(door.ask(route[0], route[1], "{}", json).statusCode())
                    .as(entry.getKey() + " by nobody")
                    .isEqualTo(401);
            for (var person : people.entrySet()) {
                int status = door.ask(
                                route[0],
                                route[1],
                                "{}",
                                joined(person.getValue().headers(), json))
                        .statusCode();
                if (person.getKey().covers(entry.getValue())) {
                    assertThat(status)
                            .as(entry.getKey() + " by " + person.getKey())
                            .isIn(200, 202, 204, 400, 404, 406);
                } else {
                    assertThat(status)
                            .as(entry.getKey() + " by " + person.getKey())
                            .isEqualTo(403);
                }
            }
        }
    }

    @Test
    void sends_pages_to_the_sign_in_page_and_tells_programs_so() throws Exception {
        HttpResponse<String> page = door.ask("GET", "/proofs/3/aurora", "", "Accept", HTML);
        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(page.headers().firstValue("location")).hasValue("/sign-in?next=%2Fproofs%2F3%2Faurora");
        assertThat(door.ask("GET", "/", "", "Accept", HTML).headers().firstValue("location"))
                .hasValue("/sign-in");
        assertThat(door.ask("GET", "/api/state", "").body()).isEqualTo("{\"status\":401,\"error\":\"Unauthorized\"}");
        assertThat(door.ask("GET", "/nothing", "").statusCode()).isEqualTo(401);
        for (String open : List.of("/sign-in", "/first", "/assets/sign-in.js", "/assets/style.css", "/api/sign-in")) {
            assertThat(door.ask("GET", open, "").statusCode()).as(open).isEqualTo(200);
        }
    }

    @Test
    void tells_strangers_of_its_health_nothing_but_the_status() throws Exception {
        assertThat(door.ask("GET", "/health", "").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void lets_a_scraper_read_metrics_with_its_token_and_nothing_else() throws Exception {
        String token = Files.readString(folder.resolve(Gatehouse.METRICS_TOKEN));
        String[] good = {"Authorization", "Bearer " + token};
        assertThat(door.ask("GET", "/metrics", "", good).statusCode()).isEqualTo(200);
        assertThat(door.ask("GET", "/metrics", "", "Authorization", "Bearer x" + token)
                        .statusCode())
                .isEqualTo(401);
        assertThat(door.ask("GET", "/api/state", "", good).statusCode()).isEqualTo(401);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve(Gatehouse.METRICS_TOKEN))))
                .isEqualTo("rw-------");
    }

    @Test
    void guards_the_cookie_against_scripts_other_sites_and_plain_connections() throws Exception {
        String cookie = SignedIn.post(door.client, door.uri, "/api/sign-in", credentials("olga", SignedIn.PASSWORD))
                .headers()
                .firstValue("set-cookie")
                .orElseThrow();
        assertThat(cookie)
                .matches("__Host-fogward=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=43200");
        assertThat(cookie).doesNotContain(door.operator.cookie());
    }

    @Test
    void a_session_ends_after_half_an_hour_without_use_and_after_twelve_hours_with_use() throws Exception {
        door.clock.forward(Sessions.IDLE.minusMinutes(1));
        assertThat(door.get("/api/state").statusCode()).isEqualTo(200);
        for (Duration used = Sessions.IDLE; used.compareTo(Sessions.LONGEST) < 0; used = used.plusMinutes(29)) {
            assertThat(door.get("/api/state").statusCode()).as(used.toString()).isEqualTo(200);
            door.clock.forward(Duration.ofMinutes(29));
        }
        assertThat(door.get("/api/state").statusCode()).isEqualTo(401);
        SignedIn again = SignedIn.by(door.client, door.uri, "olga", SignedIn.PASSWORD);
        assertThat(door.ask("GET", "/api/state", "", again.headers()).statusCode())
                .isEqualTo(200);
        door.clock.forward(Sessions.IDLE.plusSeconds(1));
        assertThat(door.ask("GET", "/api/state", "", again.headers()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void signing_in_again_gives_a_new_session_in_place_of_the_old_one() throws Exception {
        String[] headers = joined(door.operator.headers(), "Content-Type", "application/json");
        SignedIn again = SignedIn.of(door.ask("POST", "/api/sign-in", credentials("olga", SignedIn.PASSWORD), headers));
        assertThat(again.cookie()).isNotEqualTo(door.operator.cookie());
        assertThat(door.get("/api/state").statusCode()).isEqualTo(401);
        assertThat(door.ask("GET", "/api/state", "", again.headers()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void signing_out_ends_one_session_or_all() throws Exception {
        SignedIn other = SignedIn.by(door.client, door.uri, "OLGA", SignedIn.PASSWORD);
        SignedIn third = SignedIn.by(door.client, door.uri, "olga", SignedIn.PASSWORD);
        assertThat(door.ask("POST", "/api/session/end", "", other.headers()).statusCode())
                .isEqualTo(204);
        assertThat(door.ask("GET", "/api/state", "", other.headers()).statusCode())
                .isEqualTo(401);
        assertThat(door.get("/api/state").statusCode()).isEqualTo(200);
        assertThat(door.ask("POST", "/api/session/end-all", "", third.headers()).statusCode())
                .isEqualTo(204);
        assertThat(door.get("/api/state").statusCode()).isEqualTo(401);
    }

    @Test
    void a_changed_account_has_to_sign_in_again_and_its_stream_ends() throws Exception {
        SignedIn vera = added("vera", Role.VIEWER);
        HttpResponse<Stream<String>> stream = door.client.send(
                HttpRequest.newBuilder(door.uri.resolve("/api/events"))
                        .headers(vera.headers())
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(change("PUT", "/api/people/vera/role", "{\"role\":\"auditor\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(door.ask("GET", "/api/state", "", vera.headers()).statusCode())
                .isEqualTo(401);
        assertThat(stream.body().toList()).isNotEmpty();
        SignedIn again = SignedIn.by(door.client, door.uri, "vera", PASSWORD);
        assertThat(door.ask("GET", "/api/audit-log", "", again.headers()).statusCode())
                .isEqualTo(200);
        assertThat(change("DELETE", "/api/people/vera", "").statusCode()).isEqualTo(204);
        assertThat(door.ask("GET", "/api/state", "", again.headers()).statusCode())
                .isEqualTo(401);
        assertThat(signIn("vera", PASSWORD).statusCode()).isEqualTo(401);
    }

    @Test
    void names_the_field_of_an_account_that_will_not_do() throws Exception {
        for (String[] wrong : new String[][] {
            {"vera", "viewer", "short", "400", "password: at least 12"},
            {"vera", "viewer", "veraveraveravera", "400", "password: it is little more than the name"},
            {"vera", "viewer", "aaaaaaaaaaaab", "400", "password: at least 5 different"},
            {"vera", "viewer", "123456789012", "400", "password: it is too easy"},
            {"vera", "king", PASSWORD, "400", "role: one of viewer, auditor, operator"},
            {"ve ra", "viewer", PASSWORD, "400", "name: 1 to 64"},
            {"olga", "viewer", PASSWORD, "409", "name: olga is there already"}
        }) {
            HttpResponse<String> answer = change(
                    "POST",
                    "/api/people",
                    "{\"name\":\"%s\",\"role\":\"%s\",\"password\":\"%s\"}".formatted(wrong[0], wrong[1], wrong[2]));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(Integer.parseInt(wrong[3]));
            assertThat(answer.body()).contains(wrong[4]).doesNotContain(wrong[2]);
        }
        assertThat(change("DELETE", "/api/people/olga", "").body()).contains("olga is the last operator");
        assertThat(change("PUT", "/api/people/olga/role", "{\"role\":\"viewer\"}")
                        .body())
                .contains("olga is the last operator");
        assertThat(change("DELETE", "/api/people/vera", "").statusCode()).isEqualTo(404);
        assertThat(door.get("/api/state").statusCode()).isEqualTo(200);
    }

    @Test
    void the_first_account_is_made_once_and_with_the_code_only() throws Exception {
        assertThat(door.firstAccount()).isEmpty();
        String again = "{\"code\":\"x\",\"name\":\"eve\",\"password\":\"" + PASSWORD + "\"}";
        assertThat(SignedIn.post(door.client, door.uri, "/api/first", again).statusCode())
                .isEqualTo(401);
        assertThat(door.get("/api/sign-in").statusCode()).isEqualTo(200);
        assertThat(entries()).contains("account-added olga", "signed-in olga", "sign-in-refused ");
    }

    @Test
    void guessing_grows_slow_for_the_guesser_and_not_for_the_owner() throws Exception {
        int wrong = 0;
        HttpResponse<String> answer = signIn("olga", "wrong");
        for (; answer.statusCode() == 401; answer = signIn("olga", "wrong")) {
            wrong++;
        }
        assertThat(wrong).isEqualTo(10);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("retry-after")).hasValue("1");
        door.clock.forward(Duration.ofSeconds(2));
        assertThat(signIn("olga", "wrong").statusCode()).isEqualTo(401);
        assertThat(signIn("olga", "wrong").headers().firstValue("retry-after")).hasValue("2");
        door.clock.forward(Duration.ofSeconds(3));
        assertThat(signIn("olga", SignedIn.PASSWORD).statusCode()).isEqualTo(200);
        assertThat(entries()).contains("sign-in-refused olga");
    }

    @Test
    void whoever_asks_too_often_is_told_when_to_come_back() throws Exception {
        int status = 200;
        for (int i = 0; i < 2_000 && status == 200; i++) {
            status = door.get("/api/session").statusCode();
        }
        assertThat(status).isEqualTo(429);
        HttpResponse<byte[]> refused = door.get("/api/session");
        for (int i = 0; i < 50 && refused.statusCode() == 200; i++) {
            refused = door.get("/api/session");
        }
        assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
        door.clock.forward(Duration.ofSeconds(5));
        assertThat(door.get("/api/session").statusCode()).isEqualTo(200);
    }

    @Test
    void a_session_has_so_many_streams_and_no_more() throws Exception {
        List<HttpResponse<InputStream>> streams = new ArrayList<>();
        int status = 200;
        while (status == 200 && streams.size() < 20) {
            streams.add(
                    door.client.send(door.request("/api/events").build(), HttpResponse.BodyHandlers.ofInputStream()));
            status = streams.getLast().statusCode();
        }
        assertThat(streams).hasSize(9);
        assertThat(status).isEqualTo(429);
        for (HttpResponse<InputStream> stream : streams) {
            stream.body().close();
        }
    }

    @Test
    void a_change_needs_the_sessions_token_and_a_page_of_this_door() throws Exception {
        String foreign = "{\"name\":\"olga\",\"password\":\"" + SignedIn.PASSWORD + "\"}";
        String[] json = {"Content-Type", "application/json"};
        assertThat(door.ask("POST", "/api/sign-in", foreign, json).statusCode()).isEqualTo(403);
        assertThat(door.ask("POST", "/api/sign-in", foreign, joined(json, "Origin", "https://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(door.ask("POST", "/api/sign-in", foreign, joined(json, "Origin", door.uri.toString()))
                        .statusCode())
                .isEqualTo(200);
        SignedIn vera = added("vera", Role.OPERATOR);
        String[] mixed = {
            "Cookie", door.operator.cookie(), "Fogward-Page", vera.pageToken(), "Sec-Fetch-Site", "same-origin"
        };
        assertThat(door.ask("DELETE", "/api/people/vera", "", mixed).statusCode())
                .isEqualTo(403);
    }

    @Test
    void reads_whatever_is_sent_as_a_sign_in() throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        Set<Integer> answers = new TreeSet<>();
        String[] pieces = {
            "{",
            "}",
            "\"name\"",
            "\"password\"",
            ":",
            ",",
            "\"olga\"",
            "null",
            "[",
            "]",
            "1e9",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "true",
            "\u00e9"
        };
        for (int i = 0; i < 300; i++) {
            StringBuilder body = new StringBuilder();
            if (random.nextBoolean()) {
                body.append("{\"name\":")
                        .append(pieces[random.nextInt(2, pieces.length)])
                        .append(",\"password\":")
                        .append(pieces[random.nextInt(2, pieces.length)])
                        .append('}');
            }
            for (int j = random.nextInt(6); j > 0; j--) {
                body.insert(
                        random.nextInt(body.length() + 1),
                        random.nextInt(3) == 0 ? pieces[random.nextInt(pieces.length)] : " ");
            }
            door.clock.forward(Duration.ofMinutes(10));
            HttpResponse<String> answer = SignedIn.post(door.client, door.uri, "/api/sign-in", body.toString());
            answers.add(answer.statusCode());
            assertThat(answer.statusCode()).as(body.toString()).isIn(400, 401, 429);
            assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
        }
        assertThat(answers).contains(400, 401);
    }

    @Test
    void writes_down_neither_passwords_nor_names_that_nobody_has() throws Exception {
        signIn("my secret passphrase", "another secret");
        signIn("olga", "another secret");
        added("vera", Role.VIEWER);
        String log = Files.readString(folder.resolve("audit.log"));
        assertThat(log)
                .doesNotContain("secret", PASSWORD, SignedIn.PASSWORD, door.operator.pageToken())
                .contains("no such account", "wrong password", "\"detail\":\"vera as viewer\"");
    }

    private List<String> entries() {
        return door.gatehouse.log().newest(100).stream()
                .map((AuditEntry entry) -> entry.action() + " " + entry.who())
                .toList();
    }

    private SignedIn added(String name, Role role) throws Exception {
        HttpResponse<String> added = change(
                "POST",
                "/api/people",
                "{\"name\":\"%s\",\"role\":\"%s\",\"password\":\"%s\"}".formatted(name, role.word(), PASSWORD));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(204);
        return SignedIn.by(door.client, door.uri, name, PASSWORD);
    }

    private HttpResponse<String> change(String method, String path, String body) throws Exception {
        return door.ask(method, path, body, joined(door.operator.headers(), "Content-Type", "application/json"));
    }

    private HttpResponse<String> signIn(String name, String password) throws Exception {
        return SignedIn.post(door.client, door.uri, "/api/sign-in", credentials(name, password));
    }

    private static String credentials(String name, String password) {
        return "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    }

    private static String[] joined(String[] one, String... other) {
        List<String> all = new ArrayList<>(List.of(one));
        all.addAll(List.of(other));
        return all.toArray(String[]::new);
    }
}
