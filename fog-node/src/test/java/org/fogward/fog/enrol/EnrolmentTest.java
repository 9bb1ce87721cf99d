package org.fogward.fog.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.fogward.fog.http.OpenDoor;
import org.fogward.protocol.enrolment.InvitationCode;
import org.fogward.protocol.enrolment.KeyUri;
import org.fogward.protocol.identity.GatewayId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentTest {

    private static final GatewayId AURORA = new GatewayId("aurora");
    private static final String ONE_ANSWER = "code: not good for this gateway\n";

    @TempDir
    private Path folder;

    private OpenDoor door;
    private TestAuthority authority;
    private TestBox box;

    @BeforeEach
    void open() throws Exception {
        door = new OpenDoor(folder);
        authority = door.authority;
        box = new TestBox("aurora");
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void gives_an_invited_gateway_a_certificate_with_its_name_and_both_its_keys() throws Exception {
        HttpResponse<String> answer = enrol(authority.invite(AURORA), box);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/pkcs7-mime; smime-type=certs-only");
        assertThat(answer.headers().firstValue("Content-Transfer-Encoding")).contains("base64");
        X509Certificate certificate = certificates(answer).getFirst();
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("O=test,OU=gateway,CN=aurora");
        assertThat(certificate.getPublicKey()).isEqualTo(box.keys.getPublic());
        assertThat(certificate.getSubjectAlternativeNames().toString())
                .contains(KeyUri.of(box.signingKey.verificationKey()));
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(Duration.between(
                        authority.clock.instant(), certificate.getNotAfter().toInstant()))
                .isBetween(Duration.ofDays(29), Duration.ofDays(30));
        assertThat(authority.joined).containsExactly(AURORA);
    }

    @Test
    void lets_a_gateway_with_a_certificate_in_and_nobody_without() throws Exception {
        box.certificate =
                Optional.of(certificates(enrol(authority.invite(AURORA), box)).getFirst());
        try (HttpClient known = client(box)) {
            HttpResponse<String> settings = get(known, "/gateway/settings");
            assertThat(settings.statusCode()).isEqualTo(200);
            assertThat(settings.body())
                    .isEqualTo(
                            "{\"federation\":\"test\",\"mqtt\":\"ssl://fog:8883\",\"https\":\"https://fog:8443\",\"fogKey\":\"the key\"}");
            String blob =
                    door.blobs.put("a model".getBytes(StandardCharsets.UTF_8)).hex();
            assertThat(get(known, "/blobs/" + blob).body()).isEqualTo("a model");
        }
        assertThat(get(door.client, "/gateway/settings").statusCode()).isEqualTo(403);
    }

    @Test
    void renews_the_certificate_of_a_gateway_that_shows_one() throws Exception {
        box.certificate =
                Optional.of(certificates(enrol(authority.invite(AURORA), box)).getFirst());
        TestBox renewed = new TestBox("aurora", box.signingKey);
        try (HttpClient known = client(box)) {
            HttpResponse<String> answer = post(known, "/simplereenroll", renewed.request());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            renewed.certificate = Optional.of(certificates(answer).getFirst());
            assertThat(renewed.certificate).isNotEqualTo(box.certificate);
            HttpResponse<String> other = post(known, "/simplereenroll", new TestBox("aurora").request());
            assertThat(other.statusCode()).isEqualTo(400);
            assertThat(other.body()).isEqualTo("subjectAltName: another signing key than the gateway enrolled with\n");
            assertThat(post(known, "/simplereenroll", new TestBox("borealis", box.signingKey).request())
                            .body())
                    .isEqualTo("subject: CN=aurora expected\n");
            try (HttpClient next = client(renewed)) {
                assertThat(get(next, "/gateway/settings").statusCode()).isEqualTo(200);
                assertThat(get(known, "/gateway/settings").statusCode()).isEqualTo(200);
            }
        }
        assertThat(post(door.client, "/simplereenroll", box.request()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void tells_everybody_what_to_trust() throws Exception {
        HttpResponse<String> answer = get(door.client, "/.well-known/est/cacerts");
        List<X509Certificate> shown = certificates(answer);
        X509Certificate root = authority.identity.authority().root();
        assertThat(shown).contains(root).hasSize(2);
        assertThat(authority.invite(AURORA).matches(root)).isTrue();
    }

    @Test
    void answers_so_that_openssl_understands() throws Exception {
        Assumptions.assumeTrue(runs("openssl", "version"), "openssl is missing: apt-get install openssl");
        for (HttpResponse<String> answer :
                List.of(get(door.client, "/.well-known/est/cacerts"), enrol(authority.invite(AURORA), box))) {
            Path file = Files.writeString(folder.resolve("answer"), answer.body());
            Path der = folder.resolve("answer.der");
            assertThat(runs("openssl", "base64", "-d", "-in", file.toString(), "-out", der.toString()))
                    .isTrue();
            assertThat(runs("openssl", "pkcs7", "-inform", "DER", "-in", der.toString(), "-print_certs", "-noout"))
                    .isTrue();
        }
    }

    @Test
    void takes_a_request_that_openssl_has_made() throws Exception {
        Assumptions.assumeTrue(runs("openssl", "version"), "openssl is missing: apt-get install openssl");
        Path request = folder.resolve("request.der");
        assertThat(runs(
                        "openssl",
                        "req",
                        "-new",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-keyout",
                        folder.resolve("request.key").toString(),
                        "-subj",
                        "/CN=aurora",
                        "-addext",
                        "subjectAltName=URI:" + KeyUri.of(box.signingKey.verificationKey()),
                        "-outform",
                        "DER",
                        "-out",
                        request.toString()))
                .isTrue();
        byte[] body = Base64.getMimeEncoder().encode(Files.readAllBytes(request));
        HttpResponse<String> answer = enrol("aurora", authority.invite(AURORA).secret(), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void says_what_is_wrong_with_a_request_and_leaves_the_code_good() throws Exception {
        InvitationCode code = authority.invite(AURORA);
        KeyPair other = new TestBox("aurora").keys;
        String uri = KeyUri.of(box.signingKey.verificationKey());
        String name = "CN=aurora";
        String ecdsa = "SHA256withECDSA";
        assertBad(code, "not base64!".getBytes(StandardCharsets.US_ASCII), "request: not a PKCS #10 request in base64");
        assertBad(code, new byte[0], "request: not a PKCS #10 request in base64");
        assertBad(code, "AAAA".getBytes(StandardCharsets.US_ASCII), "request: not a PKCS #10 request in base64");
        assertBad(code, "A".repeat(9000).getBytes(StandardCharsets.US_ASCII), "request: longer than 8192 bytes");
        assertBad(
                code,
                TestBox.request(name, box.keys, other, uri, ecdsa),
                "signature: not by the request's key, or not ECDSA with SHA-2");
        assertBad(
                code,
                TestBox.request(name, box.keys, box.keys, uri, "SHA1withECDSA"),
                "signature: not by the request's key, or not ECDSA with SHA-2");
        assertBad(code, TestBox.request("CN=borealis", box.keys, box.keys, uri, ecdsa), "subject: CN=aurora expected");
        assertBad(
                code,
                TestBox.request("CN=aurora,CN=borealis", box.keys, box.keys, uri, ecdsa),
                "subject: CN=aurora expected");
        assertBad(
                code,
                TestBox.request("CN=aurora,O=others", box.keys, box.keys, uri, ecdsa),
                "subject: O=test expected, or none");
        assertBad(
                code,
                TestBox.request(name, box.keys, box.keys, "", ecdsa),
                "subjectAltName: one URI urn:fogward:key:... expected");
        assertBad(
                code,
                TestBox.request(name, box.keys, box.keys, "urn:fogward:key:x", ecdsa),
                "subjectAltName: verification key: not base64");
        KeyPair rsa = rsa();
        assertBad(code, TestBox.request(name, rsa, rsa, uri, "SHA256withRSA"), "key: P-256 expected");
        assertThat(enrol(code, box).statusCode()).isEqualTo(200);
    }

    @Test
    void takes_or_refuses_any_request() throws Exception {
        SplittableRandom random = new SplittableRandom(17);
        byte[] good = Base64.getMimeDecoder().decode(box.request());
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            byte[] der = good.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                der[random.nextInt(der.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = random.nextInt(4) == 0 ? java.util.Arrays.copyOf(der, random.nextInt(der.length)) : der;
            try {
                CertificateRequest read =
                        CertificateRequest.read(Base64.getEncoder().encode(cut), AURORA, TestAuthority.FEDERATION);
                assertThat(read.key()).isEqualTo(box.keys.getPublic());
            } catch (BadRequestException e) {
                assertThat(e).hasMessageMatching("(request|subject|key|signature|subjectAltName): .+");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(3_900);
    }

    @Test
    void survives_any_credentials() {
        SplittableRandom random = new SplittableRandom(19);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            String header = "Basic "
                    + (random.nextBoolean()
                            ? Base64.getEncoder().encodeToString(bytes)
                            : new String(bytes, StandardCharsets.ISO_8859_1));
            BasicCredentials.parse(header)
                    .ifPresent(shown -> assertThat(shown.user()).doesNotContain(":"));
        }
        assertThat(BasicCredentials.parse("Basic YTpiOmM=")).contains(new BasicCredentials("a", "b:c"));
        assertThat(new BasicCredentials("a", "b:c").toString()).doesNotContain("b:c");
    }

    @Test
    void gives_one_answer_to_every_code_that_is_not_good_and_counts_why() throws Exception {
        InvitationCode used = authority.invite(AURORA);
        enrol(used, box);
        assertRefused("aurora", used.secret(), "used");
        InvitationCode others = authority.invite(new GatewayId("borealis"));
        assertRefused("aurora", others.secret(), "other_gateway");
        assertRefused("nobody", "00000000", "not_invited");
        assertRefused("No Body", "00000000", "not_invited");
        InvitationCode replaced = authority.invite(AURORA);
        InvitationCode expired = authority.invite(AURORA);
        assertRefused("aurora", replaced.secret(), "replaced");
        assertRefused("aurora", "00000000", "wrong_code");
        authority.clock.move(Duration.ofMinutes(15));
        assertRefused("aurora", expired.secret(), "expired");
        HttpResponse<String> without = post(door.client, "/simpleenroll", box.request());
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.body()).isEqualTo(ONE_ANSWER);
        assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"fogward enrolment\"");
    }

    @Test
    void answers_every_one_of_many_requests_on_one_connection() throws Exception {
        for (int i = 0; i < 400; i++) {
            authority.clock.move(Duration.ofMinutes(2));
            assertThat(enrol("guess-" + i, "00000000", box.request()).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void refuses_a_body_that_is_much_too_long() throws Exception {
        HttpResponse<String> answer = enrol("aurora", authority.invite(AURORA).secret(), new byte[100_000]);
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void ends_an_invitation_after_five_wrong_codes() throws Exception {
        InvitationCode code = authority.invite(AURORA);
        for (int i = 0; i < 5; i++) {
            assertThat(enrol("aurora", "0000000" + i, box.request()).statusCode())
                    .isEqualTo(401);
        }
        assertRefused("aurora", code.secret(), "wrong_tries");
    }

    @Test
    void makes_who_guesses_wait() throws Exception {
        InvitationCode code = authority.invite(AURORA);
        for (int i = 0; i < TryLimit.MOST_FROM_ONE; i++) {
            assertThat(enrol("guess-" + i, "00000000", box.request()).statusCode())
                    .isEqualTo(401);
        }
        HttpResponse<String> throttled = enrol(code, box);
        assertThat(throttled.statusCode()).isEqualTo(429);
        long pause =
                Long.parseLong(throttled.headers().firstValue("Retry-After").orElseThrow());
        assertThat(pause).isBetween(1L, 601L);
        authority.clock.move(Duration.ofSeconds(pause));
        assertThat(enrol(authority.invite(AURORA), box).statusCode()).isEqualTo(200);
    }

    @Test
    void lets_one_of_two_that_race_for_a_code_win() throws Exception {
        for (int i = 0; i < 5; i++) {
            GatewayId gateway = new GatewayId("racer-" + i);
            InvitationCode code = authority.invite(gateway);
            // Two doors before one database, as two processes would have.
            Enrolment second = new TestAuthority(folder, door.metrics).door().enrolment();
            Enrolment first = authority.door().enrolment();
            List<Callable<EnrolmentAnswer>> racers = new ArrayList<>();
            for (Enrolment each : List.of(first, second, first, second)) {
                byte[] request = new TestBox(gateway.value()).request();
                racers.add(() ->
                        each.enrol(java.net.InetAddress.getLoopbackAddress(), gateway.value(), code.secret(), request));
            }
            int issued = 0;
            try (var threads = Executors.newFixedThreadPool(racers.size())) {
                for (var answer : threads.invokeAll(racers)) {
                    issued += answer.get() instanceof EnrolmentAnswer.Issued ? 1 : 0;
                }
            }
            assertThat(issued).isEqualTo(1);
        }
    }

    @Test
    void remembers_who_has_enrolled() throws Exception {
        authority.enrol("aurora");
        TestBox second = authority.enrol("aurora");
        TestAuthority again = new TestAuthority(folder, door.metrics);
        assertThat(again.enrolled.keys()).containsOnlyKeys(AURORA);
        assertThat(again.enrolled.key(AURORA)).contains(second.signingKey.verificationKey());
        assertThat(again.keeper("again").admit(second.certificate.orElseThrow()))
                .contains(AURORA);
    }

    private void assertBad(InvitationCode code, byte[] request, String problem) throws Exception {
        HttpResponse<String> answer = enrol("aurora", code.secret(), request);
        assertThat(answer.body()).isEqualTo(problem + "\n");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    }

    private void assertRefused(String gateway, String secret, String reason) throws Exception {
        double before = refusals(reason);
        HttpResponse<String> answer = enrol(gateway, secret, box.request());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo(ONE_ANSWER);
        assertThat(refusals(reason)).as(reason).isEqualTo(before + 1);
    }

    private double refusals(String reason) {
        String line = "fogward_enrolments_refused_total{reason=\"" + reason + "\"} ";
        return door.metrics
                .scrape()
                .lines()
                .filter(each -> each.startsWith(line))
                .mapToDouble(each -> Double.parseDouble(each.substring(line.length())))
                .sum();
    }

    private HttpResponse<String> enrol(InvitationCode code, TestBox box) throws Exception {
        return enrol(box.id.value(), code.secret(), box.request());
    }

    private HttpResponse<String> enrol(String user, String secret, byte[] request) throws Exception {
        String basic = Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return door.client.send(
                HttpRequest.newBuilder(URI.create(door.uri + "/.well-known/est/simpleenroll"))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/pkcs10")
                        .POST(BodyPublishers.ofByteArray(request))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(HttpClient client, String path, byte[] request) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(door.uri + "/.well-known/est" + path))
                        .header("Content-Type", "application/pkcs10")
                        .POST(BodyPublishers.ofByteArray(request))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(HttpClient client, String path) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(door.uri + path));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpClient client(TestBox shown) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(shown.tls(authority.identity.authority().root()))
                .build();
    }

    private static List<X509Certificate> certificates(HttpResponse<String> answer) throws Exception {
        byte[] der = Base64.getMimeDecoder().decode(answer.body());
        Collection<?> read =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(der));
        return read.stream().map(X509Certificate.class::cast).toList();
    }

    private static KeyPair rsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(512);
        return generator.generateKeyPair();
    }

    private static boolean runs(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (java.io.IOException missing) {
            return false;
        }
    }
}
