package org.fogward.edge.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.fogward.fuzzing.Folders;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.fuzzing.Texts;
import org.fogward.protocol.auditlog.AuditLog;
import org.fogward.protocol.people.Argon2Cost;
import org.fogward.protocol.people.Passwords;
import org.fogward.protocol.people.Secret;

/**
 * Requests to a gateway's page: gate, sign-in, forms. The first line of an input is method and path, then come headers, an empty line and
 * the body. Behind an {@code !} it comes from somebody who is signed in, from the page itself.
 */
public final class PageFormsFuzz implements FuzzTarget {
    private static final String HOST = "gateway.local";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC);
    private static final long LOOK_NANOS = 20_000;

    private final Path folder = Folders.create();
    private final Administrator administrator = new Administrator(folder, new Passwords(new Argon2Cost(8, 1, 1)));
    private final String account;

    /** Makes the page's account. */
    public PageFormsFuzz() throws Exception {
        administrator.addFirst("maple-Kettle 93 orbit");
        account = administrator.stored().orElseThrow();
    }

    @Override
    public List<byte[]> seeds() {
        List<String> seeds = new ArrayList<>(List.of(
                "POST /api/sign-in\nHost: gateway.local\nOrigin: https://gateway.local\n\n{\"password\":\"maple-Kettle 93 orbit\"}",
                "POST /api/first\nSec-Fetch-Site: same-origin\n\n{\"code\":\"abc\",\"password\":\"x\"}",
                "GET /api/sign-in\nCookie: __Host-fogward-gateway=abc; other=1\n\n",
                "HEAD /\n\n",
                "!GET /api/devices?x=1\n\n",
                "!POST /api/session/end\n\n{}"));
        for (String form : List.of(
                "devices/invite\n\n{\"name\":\"wearable-1\"}",
                "devices/key\n\n{\"name\":\"wearable-1\"}",
                "devices/remove\n\n{\"name\":\"wearable-1\"}",
                "enrolment\n\n{\"code\":\"AAAA-BBBB\",\"fog\":\"https://fog.example:8443\"}",
                "patients/forget\n\n{\"patient\":\"p1\",\"mayReturn\":\"yes\"}",
                "password\n\n{\"password\":\"no\",\"next\":\"pigeon/Lantern 48 quilt\"}")) {
            seeds.add("!POST /api/" + form);
        }
        return Texts.seeds(seeds.toArray(String[]::new));
    }

    @Override
    public int inputsInBuild() {
        return 1_000;
    }

    @Override
    public void run(byte[] input) throws Exception {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        boolean signedIn = text.startsWith("!");
        int end = text.indexOf("\n\n");
        String[] lines = text.substring(signedIn ? 1 : 0, Math.max(signedIn ? 1 : 0, end < 0 ? text.length() : end))
                .split("\n", -1);
        String[] first = lines[0].split(" ", 2);
        if (first.length < 2) {
            return;
        }
        GivenExchange exchange;
        try {
            exchange = new GivenExchange(first[0], new URI(first[1]), end < 0 ? "" : text.substring(end + 2));
            for (String line : List.of(lines).subList(1, lines.length)) {
                int colon = line.indexOf(':');
                exchange.getRequestHeaders()
                        .add(
                                colon < 0 ? line : line.substring(0, colon),
                                colon < 0 ? "" : line.substring(colon + 1).strip());
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // The platform's server lets none of these through.
            return;
        }
        answer(exchange, signedIn);
    }

    private void answer(GivenExchange exchange, boolean signedIn) throws IOException {
        AuditLog log = new AuditLog(folder, CLOCK);
        Sessions sessions = new Sessions(CLOCK);
        SignInDesk people = new SignInDesk(administrator, new FirstCode(), sessions, log, CLOCK);
        GivenDesk gateway = new GivenDesk();
        List<Route> routes = new ArrayList<>(people.routes());
        routes.addAll(new DeviceDesk(gateway, log).routes());
        routes.add(Route.signedIn("POST", "/api/patients/forget", new PatientDesk(gateway, log)::forget));
        try (EnrolmentDesk enrolment = new EnrolmentDesk(gateway, log, CLOCK)) {
            routes.add(Route.signedIn("POST", "/api/enrolment", enrolment::begin));
            if (signedIn) {
                Secret cookie = sessions.begin(account);
                Session session =
                        sessions.find(cookie, administrator.stored(), false).orElseThrow();
                exchange.getRequestHeaders().set("Cookie", SessionCookie.set(cookie));
                exchange.getRequestHeaders().set("Host", HOST);
                exchange.getRequestHeaders().set("Origin", "https://" + HOST);
                exchange.getRequestHeaders().set(PageGate.PAGE_TOKEN, session.pageToken());
            }
            new PageGate(routes, people, CLOCK, () -> {}).handle(exchange);
            Promise.that(
                    exchange.getResponseCode() >= 200 && exchange.getResponseCode() < 500,
                    "answer: " + exchange.getResponseCode());
            Promise.that(signedIn || gateway.untouched(), "a stranger changed something");
            awaitEnd(enrolment);
        } finally {
            forget();
        }
    }

    /** Enrolling goes on in the background. Waiting takes memory too, so it is done in few looks. */
    private static void awaitEnd(EnrolmentDesk enrolment) {
        String state;
        do {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            enrolment.describe(document);
            state = document.path("enrolment").path("state").asText();
            LockSupport.parkNanos(LOOK_NANOS);
        } while (state.equals("running"));
    }

    /** Nothing that one input wrote is there for the next. */
    private void forget() throws IOException {
        if (!administrator.stored().equals(Optional.of(account))) {
            Files.writeString(folder.resolve(Administrator.FILE), account);
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path each : all) {
                if (!each.endsWith(Administrator.FILE) && Files.isRegularFile(each)) {
                    Files.delete(each);
                }
            }
        }
    }
}
