package org.fogward.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.fogward.edge.identity.Enrolment;
import org.fogward.edge.identity.GatewayIdentity;
import org.fogward.protocol.enrolment.InvitationCode;
import org.fogward.protocol.identity.SigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EnrolCommandTest {
    private static final String EST = "/.well-known/est/";
    private static final String FOG_KEY =
            SigningKey.generate(new SecureRandom()).verificationKey().text();
    private static final String SETTINGS = """
            {"federation":"ward","mqtt":"ssl://localhost:8883","https":"https://localhost:8443","fogKey":"%s"}
            """.formatted(FOG_KEY);

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final TestCa authority = new TestCa("ward");
    private final InvitationCode code = InvitationCode.random(authority.root(), new SecureRandom());
    private TestEst est;

    @BeforeEach
    void open() throws Exception {
        est = new TestEst(authority);
        est.settings(SETTINGS);
        est.invite("clinic-a", code.secret());
    }

    @AfterEach
    void close() {
        est.close();
    }

    @Test
    void enrols_with_a_code_and_an_address() throws Exception {
        assertThat(enrol(code.text())).as(err.toString()).isZero();

        assertThat(out.toString()).contains("clinic-a is enrolled in ward; its certificate is good until ");
        Enrolment enrolment = enrolment(home());
        assertThat(enrolment.chain()).hasSize(2).endsWith(authority.issuing());
        assertThat(enrolment.roots()).containsExactly(authority.root());
        assertThat(enrolment.settings().orElseThrow().mqtt()).hasToString("ssl://localhost:8883");
        assertThat(enrolment.settings().orElseThrow().fogKey().text()).isEqualTo(FOG_KEY);
        assertThat(est.requests()).containsExactly(EST + "cacerts", EST + "simpleenroll", "/gateway/settings");
    }

    @Test
    void takes_the_text_of_the_qr_code() throws Exception {
        assertThat(run("enrol", "fogward-enrol:" + est.uri() + "#" + code.text(), "--config", config()))
                .as(err.toString())
                .isZero();
    }

    @Test
    void shows_afterwards_who_the_gateway_is() throws Exception {
        assertThat(run("identity", "--config", config())).isZero();
        assertThat(out.toString()).contains("certificate: none, the gateway is not enrolled");
        enrol(code.text());

        assertThat(run("identity", "--config", config())).isZero();

        assertThat(out.toString())
                .contains("gateway: clinic-a")
                .contains("key: "
                        + GatewayIdentity.open(home().resolve("state"))
                                .verificationKey()
                                .text())
                .containsPattern("certificate: from \\S+ until "
                        + enrolment(home()).certificate().getNotAfter().toInstant())
                .containsPattern("root: SHA-256 [0-9a-f]{64} until ")
                .contains("fog node: https://localhost:8443");
    }

    @Test
    void a_gateway_that_is_not_enrolled_says_what_to_do() throws Exception {
        assertThat(run("--config", config())).isEqualTo(1);

        assertThat(err.toString().lines()).hasSize(1).allMatch(line -> line.contains("run edge enrol with a code"));
    }

    @Test
    void a_code_is_good_once_and_the_gateway_stays_enrolled_when_it_is_tried_again() throws Exception {
        enrol(code.text());
        Enrolment first = enrolment(home());

        assertThat(enrol(code.text())).isEqualTo(1);

        assertThat(err.toString()).contains("the fog node does not take the code");
        assertThat(enrolment(home()).certificate()).isEqualTo(first.certificate());
    }

    @Test
    void enrols_again_with_a_new_code_and_keeps_the_signing_key() throws Exception {
        enrol(code.text());
        Enrolment first = enrolment(home());
        InvitationCode second = InvitationCode.random(authority.root(), new SecureRandom());
        est.invite("clinic-a", second.secret());

        assertThat(enrol(second.text())).isZero();

        assertThat(enrolment(home()).certificate()).isNotEqualTo(first.certificate());
        assertThat(List.copyOf(enrolment(home()).certificate().getSubjectAlternativeNames()))
                .isEqualTo(List.copyOf(first.certificate().getSubjectAlternativeNames()));
    }

    @Test
    void says_what_a_refusal_means() throws Exception {
        refused(() -> {}, InvitationCode.random(authority.root(), new SecureRandom()), "does not take the code");
        refused(
                () -> est.answer(EST + "simpleenroll", 429, "", "Retry-After", "90"),
                code,
                "too many wrong codes were tried at the fog node; try again in 90 s");
        refused(
                () -> est.answer(EST + "simpleenroll", 400, "subject:\n\u001b[2J CN missing"),
                code,
                "the fog node does not take the request: subject: [2J CN missing");
        refused(() -> est.answer(EST + "simpleenroll", 403, "suspended"), code, "refuses this gateway: suspended;");
        refused(() -> est.answer(EST + "simpleenroll", 500, ""), code, "the fog node answered 500 to");
        refused(() -> est.answer(EST + "simpleenroll", 200, "hello"), code, "is a fog node there?");
        refused(() -> est.answer(EST + "simpleenroll", 200, "A".repeat(70_000)), code, "no answer came from ");
        assertThat(GatewayIdentity.open(home().resolve("state")).vault().enrolment())
                .isEmpty();
    }

    @Test
    void sends_no_secret_to_a_fog_node_of_another_authority() throws Exception {
        TestCa other = new TestCa("ward");
        est.offer(other.root(), other.issuing());

        assertThat(enrol(code.text())).isEqualTo(1);

        assertThat(err.toString().lines())
                .hasSize(1)
                .allMatch(line -> line.contains("has another authority than the code says")
                        && line.contains("somebody is in between"));
        assertThat(est.requests()).containsExactly(EST + "cacerts");
    }

    @Test
    void sends_no_secret_to_somebody_who_only_repeats_the_right_authorities() throws Exception {
        est.serverFrom(new TestCa("ward"));

        assertThat(enrol(code.text())).isEqualTo(1);

        assertThat(err.toString().lines())
                .hasSize(1)
                .allMatch(line -> line.contains("comes from another authority than the one to trust")
                        && line.contains("somebody may be in between"));
        assertThat(est.requests()).containsExactly(EST + "cacerts");
    }

    @Test
    void believes_no_certificate_that_is_not_what_it_asked_for() throws Exception {
        refused(() -> est.subject("CN=clinic-b,OU=gateway,O=ward"), code, "certifies CN \"clinic-b\"");
        refused(() -> est.subject("CN=%s,OU=gateway,O=town"), code, "certifies O \"town\"");
        refused(() -> est.purpose(KeyPurposeId.id_kp_serverAuth), code, "is not for a client");
        refused(() -> est.issuer(new TestCa("ward")), code, "an authority that this gateway does not trust");
        refused(
                () -> est.answer(EST + "simpleenroll", 200, bag(authority.root())),
                code,
                "holds no certificate for the gateway's key");
        refused(() -> est.life(Duration.ofDays(-2), Duration.ofDays(30)), code, "this machine's clock says ");
        refused(() -> est.life(Duration.ofDays(9), Duration.ofDays(-2)), code, "certificate ended on ");
        assertThat(GatewayIdentity.open(home().resolve("state")).vault().enrolment())
                .isEmpty();
    }

    @Test
    void says_that_the_clock_is_wrong_when_the_fog_node_s_certificate_is_not_good_yet() throws Exception {
        est.server(authority.server(
                est.serverKey(),
                Instant.now().plus(Duration.ofDays(1)),
                Instant.now().plus(Duration.ofDays(2))));
        assertThat(enrol(code.text())).isEqualTo(1);
        assertThat(err.toString()).contains("set the clock if it is wrong");

        TestCa young = new TestCa(
                "young", Instant.now().plusSeconds(9_000), Instant.now().plusSeconds(90_000));
        est.offer(young.root());
        assertThat(enrol(InvitationCode.random(young.root(), new SecureRandom()).text()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("set the clock, then try again");
    }

    @Test
    void says_when_nobody_is_there() throws Exception {
        URI away = est.uri();
        est.close();

        assertThat(run("enrol", code.text(), "--config", config(), "--fog", away.toString()))
                .isEqualTo(1);

        assertThat(err.toString().lines())
                .hasSize(1)
                .allMatch(line -> line.contains("no answer came from " + away)
                        && line.contains("check the address and the network"));
    }

    @Test
    void ends_with_2_when_it_is_called_wrongly() throws Exception {
        assertThat(run("enrol", "--config", config())).isEqualTo(2);
        assertThat(enrol("not-a-code")).isEqualTo(2);
        assertThat(run("enrol", code.text(), "--config", config())).isEqualTo(2);
        assertThat(run("enrol", code.text(), "--config", config(), "--fog", "http://x"))
                .isEqualTo(2);
        assertThat(run("enrol", "fogward-enrol:https://x", "--config", config()))
                .isEqualTo(2);
        assertThat(est.requests()).isEmpty();
    }

    @Test
    void refuses_settings_of_another_federation() throws Exception {
        est.settings(SETTINGS.replace("ward", "town"));
        assertThat(enrol(code.text())).isEqualTo(1);
        assertThat(err.toString()).contains("the fog node serves federation \"town\"");
        est.settings(SETTINGS);
        assertThat(enrol(code.text())).as(err.toString()).isZero();
    }

    @Test
    void goes_on_with_the_same_code_wherever_a_crash_ended_it() throws Exception {
        config();
        Map<String, Path> crashes = new LinkedHashMap<>();
        est.watch(path -> crashes.put(path, copy(home(), directory.resolve("crash-" + crashes.size()))));
        assertThat(enrol(code.text())).isZero();
        est.watch(path -> {});
        assertThat(crashes).hasSize(3);

        for (Map.Entry<String, Path> crash : crashes.entrySet()) {
            boolean spent = crash.getKey().equals("/gateway/settings");
            if (!spent) {
                est.invite("clinic-a", code.secret());
            }
            String config = crash.getValue().resolve("edge.yaml").toString();
            if (spent) {
                assertThat(run("--config", config)).isEqualTo(1);
                assertThat(err.toString()).contains("was begun and not finished: run edge enrol again");
            }
            assertThat(run(
                            "enrol",
                            code.text(),
                            "--config",
                            config,
                            "--fog",
                            est.uri().toString()))
                    .as(crash.getKey() + err)
                    .isZero();
            assertThat(enrolment(crash.getValue()).settings()).isPresent();
        }
    }

    private void refused(Runnable misbehave, InvitationCode shown, String message) throws Exception {
        try (TestEst fresh = new TestEst(authority)) {
            est.close();
            est = fresh;
            est.settings(SETTINGS);
            est.invite("clinic-a", code.secret());
            misbehave.run();
            err.getBuffer().setLength(0);
            assertThat(enrol(shown.text())).isEqualTo(1);
            assertThat(err.toString().lines()).hasSize(1);
            assertThat(err.toString())
                    .startsWith("edge: ")
                    .contains(message)
                    .doesNotContain(shown.secret())
                    .doesNotContain("\u001b");
        }
    }

    private static String bag(java.security.cert.X509Certificate certificate) {
        return new String(
                TestEst.bag(new ArrayList<>(List.of(certificate))), java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static Enrolment enrolment(Path home) throws IOException {
        return GatewayIdentity.open(home.resolve("state")).vault().enrolment().orElseThrow();
    }

    private static Path copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            return to;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Path home() {
        return directory.resolve("home");
    }

    private int enrol(String shown) throws IOException {
        return run("enrol", shown, "--config", config(), "--fog", est.uri().toString());
    }

    private String config() throws IOException {
        Path file = Files.createDirectories(home()).resolve("edge.yaml");
        if (!Files.exists(file)) {
            Files.writeString(file, """
                    federation: ward
                    gateway: clinic-a
                    stateDirectory: state
                    coap: {host: 127.0.0.1, port: 0, devices: []}
                    intake: {modality: motion, shape: {height: 1, width: 128, channels: 9}, classes: [rest, walk]}
                    """);
        }
        return file.toString();
    }

    private int run(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
