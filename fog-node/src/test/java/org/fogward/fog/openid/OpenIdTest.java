package org.fogward.fog.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.fogward.fog.config.OpenIdConfig;
import org.fogward.fog.http.OpenDoor;
import org.fogward.fog.people.Role;
import org.fogward.fog.people.SettableClock;
import org.fogward.protocol.auditlog.AuditEntry;
import org.fogward.protocol.people.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenIdTest {
    @TempDir
    private Path folder;

    private TestIssuer issuer;
    private OpenDoor door;

    @BeforeEach
    void open() throws Exception {
        issuer = new TestIssuer();
        Path secret = Files.writeString(folder.resolve("secret"), TestIssuer.CLIENT_SECRET + "\n");
        door = OpenDoor.with(folder, new OpenIdSignIn(config(issuer.uri, Optional.of(secret)), Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        door.close();
        issuer.close();
    }

    @Test
    void signs_somebody_in_with_the_role_of_their_group() throws Exception {
        assertThat(door.ask("GET", "/api/sign-in", "").body()).contains("\"openid\":true");
        HttpResponse<String> back = roundTrip();
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(back.body()).contains("url=/");
        String session = cookie(back, "__Host-fogward=");
        assertThat(back.headers().allValues("set-cookie"))
                .anyMatch(text -> text.startsWith("__Host-fogward-openid=;") && text.endsWith("Max-Age=0"))
                .anyMatch(text -> text.startsWith("__Host-fogward=") && text.contains("SameSite=Strict"));
        assertThat(door.ask("GET", "/api/session", "", "Cookie", session).body())
                .contains("\"name\":\"openid:anna.berg\",\"role\":\"auditor\"");
        assertThat(door.ask("GET", "/api/audit-log", "", "Cookie", session).statusCode())
                .isEqualTo(200);
        assertThat(door.ask("GET", "/api/people", "", "Cookie", session).statusCode())
                .isEqualTo(403);
        assertThat(log())
                .anyMatch(entry -> entry.who().equals("openid:anna.berg")
                        && entry.action().equals("signed-in")
                        && entry.detail().contains("subject u-4711"));
    }

    @Test
    void refuses_tokens_that_are_not_good_in_any_way() throws Exception {
        List<UnaryOperator<JWTClaimsSet.Builder>> wrong = List.of(
                made -> made.issuer("https://elsewhere.example"),
                made -> made.audience("another-client"),
                made -> made.claim("nonce", "another"),
                made -> made.claim("nonce", null),
                made -> made.expirationTime(Date.from(Instant.now().minusSeconds(600))),
                made -> made.subject(null),
                made -> made.claim("groups", List.of("everybody")),
                made -> made.claim("groups", null));
        for (UnaryOperator<JWTClaimsSet.Builder> change : wrong) {
            issuer.claims = change;
            refused(roundTrip());
        }
        issuer.claims = made -> made;
        issuer.foreignKey = true;
        refused(roundTrip());
        issuer.foreignKey = false;
        assertThat(roundTrip().statusCode()).isEqualTo(200);
        assertThat(log())
                .filteredOn(entry -> entry.action().equals("sign-in-refused"))
                .hasSize(wrong.size() + 1);
    }

    @Test
    void refuses_an_answer_of_another_browser_another_request_or_a_second_time() throws Exception {
        HttpResponse<String> leave = door.ask("GET", "/sign-in/openid", "");
        String flow = cookie(leave, "__Host-fogward-openid=");
        URI back = authorize(leave);
        String path = back.getRawPath() + "?" + back.getRawQuery();
        refused(door.ask("GET", path, ""));
        refused(door.ask("GET", path.replace("state=", "state=x"), "", "Cookie", flow));
        refused(door.ask("GET", path, "", "Cookie", flow));
        HttpResponse<String> again = door.ask("GET", "/sign-in/openid", "");
        String other = cookie(again, "__Host-fogward-openid=");
        refused(door.ask("GET", "/sign-in/openid/back?error=access_denied&state=x", "", "Cookie", other));
    }

    @Test
    void forgets_who_takes_too_long_and_says_when_the_server_is_away() throws Exception {
        SettableClock clock = new SettableClock();
        OpenIdSignIn signIn = new OpenIdSignIn(config(issuer.uri, Optional.empty()), clock);
        OpenIdSignIn.Way way = signIn.begin(URI.create("https://fog.example/back"));
        assertThat(way.to().toString()).contains("code_challenge_method=S256", "scope=openid");
        clock.forward(Duration.ofMinutes(11));
        assertThatThrownBy(() -> signIn.finish(way.secret(), URI.create("https://fog.example/back?code=x&state=y")))
                .isInstanceOf(OpenIdException.class)
                .hasMessageContaining("took too long");
        assertThatThrownBy(() -> signIn.finish(new Secret(""), URI.create("https://fog.example/back")))
                .isInstanceOf(OpenIdException.class);
        issuer.close();
        clock.forward(Duration.ofHours(2));
        assertThatThrownBy(() -> signIn.begin(URI.create("https://fog.example/back")))
                .isInstanceOf(OpenIdException.class)
                .hasMessageContaining("does not answer");
    }

    @Test
    void takes_plain_http_from_loopback_only() {
        assertThatThrownBy(() -> config(URI.create("http://id.example.org"), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("issuer");
        assertThatThrownBy(() -> new OpenIdConfig(
                        URI.create("https://id.example.org"), "fog", Optional.empty(), "groups", Map.of()))
                .hasMessageContaining("roles");
    }

    private static OpenIdConfig config(URI issuer, Optional<Path> secret) {
        return new OpenIdConfig(
                issuer,
                TestIssuer.CLIENT,
                secret,
                "groups",
                Map.of(Role.VIEWER, Set.of("everybody-else"), Role.AUDITOR, Set.of("fog-auditors")));
    }

    private HttpResponse<String> roundTrip() throws Exception {
        HttpResponse<String> leave = door.ask("GET", "/sign-in/openid", "");
        assertThat(leave.statusCode()).isEqualTo(303);
        URI back = authorize(leave);
        return door.ask(
                "GET",
                back.getRawPath() + "?" + back.getRawQuery(),
                "",
                "Cookie",
                cookie(leave, "__Host-fogward-openid="));
    }

    private static URI authorize(HttpResponse<String> leave) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return URI.create(client.send(
                            HttpRequest.newBuilder(URI.create(leave.headers()
                                            .firstValue("location")
                                            .orElseThrow()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .headers()
                    .firstValue("location")
                    .orElseThrow());
        }
    }

    private static void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location")).hasValue("/sign-in?problem=openid");
        assertThat(answer.headers().allValues("set-cookie")).noneMatch(text -> text.startsWith("__Host-fogward="));
    }

    private static String cookie(HttpResponse<String> answer, String start) {
        String whole = answer.headers().allValues("set-cookie").stream()
                .filter(text -> text.startsWith(start))
                .findFirst()
                .orElseThrow();
        return whole.substring(0, whole.indexOf(';'));
    }

    private List<AuditEntry> log() {
        return door.gatehouse.log().newest(100);
    }
}
