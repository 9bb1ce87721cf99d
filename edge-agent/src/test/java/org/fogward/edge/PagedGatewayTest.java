package org.fogward.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.config.PageDoor;
import org.fogward.edge.identity.GatewayIdentity;
import org.fogward.edge.page.Visitor;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.edge.store.SampleStore;
import org.fogward.edge.store.StoreOutcome;
import org.fogward.models.data.Sample;
import org.fogward.models.network.NetworkPool;
import org.fogward.protocol.enrolment.InvitationCode;
import org.fogward.protocol.identity.SigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PagedGatewayTest {
    private static final String SETTINGS = """
            {"federation":"ward","mqtt":"ssl://localhost:1","https":"https://localhost:1","fogKey":"%s"}
            """.formatted(
                    SigningKey.generate(new SecureRandom()).verificationKey().text());

    @TempDir
    private Path directory;

    private final TestCa authority = new TestCa("ward");
    private final InvitationCode code = InvitationCode.random(authority.root(), new SecureRandom());
    private final NetworkPool networks = new NetworkPool(1);
    private final StringWriter out = new StringWriter();
    private TestEst est;
    private Path file;
    private EdgeConfig config;
    private PagedGateway gateway;
    private Visitor visitor;

    @BeforeEach
    void open() throws Exception {
        est = new TestEst(authority);
        est.settings(SETTINGS);
        est.invite("clinic-a", code.secret());
        file = Files.writeString(directory.resolve("edge.yaml"), """
                federation: ward
                gateway: clinic-a
                stateDirectory: state
                coap: {host: 127.0.0.1, port: 0, devices: []}
                intake: {modality: motion, shape: {height: 1, width: 128, channels: 9}, classes: [a, b]}
                page: {host: 127.0.0.1, port: 0}
                """);
        config = EdgeConfig.read(file);
        start();
        visitor.first(gateway.page().firstAccountUri().orElseThrow());
    }

    private void start() throws Exception {
        gateway = new PagedGateway(config, config.page().orElseThrow(), networks);
        gateway.start();
        visitor = new Visitor(gateway.page().uri(), config.stateDirectory());
    }

    @AfterEach
    void close() {
        visitor.close();
        gateway.close();
        est.close();
        networks.close();
    }

    @Test
    void waits_to_be_enrolled_on_its_page_and_goes_on_by_itself() throws Exception {
        assertThat(status().has("running")).isFalse();
        assertThat(status().has("certificate")).isFalse();
        assertThat(visitor.get("/api/devices").statusCode()).isEqualTo(409);

        enrol(code.text());

        Waiting.until(() -> status().path("enrolment").path("state").asText().equals("done"));
        Waiting.until(() -> status().has("running"));
        assertThat(status().path("certificate").path("until").asText()).isNotEmpty();
        assertThat(status().path("running").path("coap").asText()).startsWith("coaps://");
        Waiting.until(() ->
                status().path("running").path("link").path("trouble").asText().contains("is not reached"));
        assertThat(visitor.json("/api/audit").findValuesAsText("action")).contains("enrol", "enrolled");
        assertThat(visitor.json("/api/audit").toString()).doesNotContain(code.secret());
        assertThat(visitor.post("/api/devices/invite", "{\"name\":\"wrist-1\"}").body())
                .contains("\"secret\":", "\"qr\":[\"");
        assertThat(visitor.json("/api/devices").findValuesAsText("proof")).containsExactly("invitation");
        assertThat(visitor.post("/api/devices/remove", "{\"name\":\"wrist-1\"}").statusCode())
                .isEqualTo(204);
    }

    @Test
    void goes_on_when_a_command_enrols_it() throws Exception {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out));
        assertThat(command.execute("enrol", code.text(), "--fog", est.uri().toString(), "--config", file.toString()))
                .isZero();
        Waiting.until(() -> status().has("running"));
        gateway.close();
        visitor.close();
        start();
        assertThat(gateway.agent()).isPresent();
        assertThat(visitor.get("/api/status").statusCode())
                .as("a restart signs out")
                .isEqualTo(401);
        assertThat(visitor.signIn(Visitor.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void enrols_again_while_it_runs() throws Exception {
        enrol(code.text());
        Waiting.until(() -> status().has("running"));
        EdgeAgent before = gateway.agent().orElseThrow();
        InvitationCode second = InvitationCode.random(authority.root(), new SecureRandom());
        est.invite("clinic-a", second.secret());

        enrol(second.text());

        Waiting.until(() -> gateway.agent().filter(agent -> agent != before).isPresent());
        assertThat(status().path("enrolment").path("state").asText()).isEqualTo("done");
    }

    @Test
    void says_what_stands_against_an_enrolment() throws Exception {
        enrol(InvitationCode.random(authority.root(), new SecureRandom()).text());
        Waiting.until(() -> status().path("enrolment").path("state").asText().equals("failed"));
        assertThat(status().path("enrolment").path("message").asText()).contains("does not take the code");
        assertThat(visitor.post("/api/enrolment", "{\"code\":\"nonsense\",\"fog\":\"\"}")
                        .body())
                .contains("code: not one that a fog node makes");
        assertThat(visitor.post("/api/enrolment", "{\"code\":\"" + code.text() + "\",\"fog\":\"http://x\"}")
                        .body())
                .contains("fog: https://host:port expected");
        assertThat(visitor.post("/api/enrolment", "{\"code\":\"" + code.text() + "\",\"fog\":\"\"}")
                        .statusCode())
                .isEqualTo(204);
        Waiting.until(() -> status().path("enrolment").path("message").asText().contains("fog: the address"));
    }

    @Test
    void forgets_a_patient_on_its_page() throws Exception {
        assertThat(visitor.post("/api/patients/forget", "{\"patient\":\"4711\"}")
                        .statusCode())
                .isEqualTo(409);
        enrol(code.text());
        Waiting.until(() -> status().has("running"));
        SampleKeys keys =
                new SampleKeys(GatewayIdentity.open(config.stateDirectory()).sampleSecret(), new SecureRandom());
        try (GatewayDatabase database =
                        GatewayDatabase.open(config.stateDirectory().resolve("gateway.db"));
                SampleStore store =
                        SampleStore.open(database, keys, config.intake(), config.store(), Clock.systemUTC())) {
            Sample sample = new Sample(new float[128 * 9], new float[0], 1, "4711", "wrist-1");
            assertThat(store.add(sample, new byte[] {1}).join()).isEqualTo(StoreOutcome.STORED);

            assertThat(visitor.post("/api/patients/forget", "{\"patient\":\"4711\"}")
                            .body())
                    .isEqualTo("{\"samples\":1}");

            assertThat(store.samples()).isEmpty();
            assertThat(store.add(sample, new byte[] {2}).join()).isEqualTo(StoreOutcome.FORGOTTEN);
        }
    }

    @Test
    void refuses_a_port_that_is_taken_and_another_federation() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(
                            () -> new PagedGateway(config, new PageDoor("127.0.0.1", taken.getLocalPort()), networks))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("page.port: cannot listen on 127.0.0.1:");
        }
        est.settings(SETTINGS.replace("\"ward\"", "\"town\""));
        enrol(code.text());
        Waiting.until(() -> status().path("enrolment").path("message").asText().contains("serves federation \"town\""));
        assertThat(status().has("running")).isFalse();
    }

    @Test
    void commands_tell_of_the_page_and_check_its_log() throws Exception {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out));
        assertThat(command.execute("page", "--config", file.toString())).isZero();
        assertThat(out.toString()).contains("page: on a free port").containsPattern("SHA-256 [0-9a-f]{64}");
        assertThat(command.execute("page", "--reset", "--config", file.toString()))
                .isZero();
        assertThat(out.toString()).contains("the account is removed");
        Waiting.until(() -> gateway.page().firstAccountUri().isPresent());
        assertThat(command.execute("audit-log", "verify", "--config", file.toString()))
                .isZero();
        assertThat(out.toString()).contains("everything holds");
        assertThat(command.execute("audit-log", "show", "--config", file.toString()))
                .isZero();
        assertThat(out.toString()).contains("add-account").contains("remove-account");
        Path log = config.stateDirectory().resolve("audit.log");
        Files.writeString(log, Files.readString(log).replaceFirst("sign-in", "sign-on"));
        assertThat(command.execute("audit-log", "verify", "--config", file.toString()))
                .isEqualTo(1);
        assertThat(command.execute("audit-log", "--config", file.toString())).isEqualTo(2);
    }

    private void enrol(String text) throws Exception {
        assertThat(visitor.post("/api/enrolment", "{\"code\":\"" + text + "\",\"fog\":\"" + est.uri() + "\"}")
                        .statusCode())
                .isEqualTo(204);
    }

    /** At leisure: the page counts requests. */
    private JsonNode status() {
        try {
            Thread.sleep(100);
            return visitor.json("/api/status");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
