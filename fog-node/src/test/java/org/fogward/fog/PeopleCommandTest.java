package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fogward.fog.gate.SignedIn;
import org.fogward.fog.http.OpenDoor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import picocli.CommandLine;

@ResourceLock(Resources.SYSTEM_ERR)
class PeopleCommandTest {
    private static final String PASSWORD = "a long walk in the fog";

    private static final String PLAN = """
            model: {family: tabular, input: {height: 1, width: 1, channels: 4}, features: 0, width: 1.0, classes: [a, b]}
            rounds: {count: 1}
            """;

    @TempDir
    private Path folder;

    private Path config;
    private Path state;
    private String said = "";

    @BeforeEach
    void write() throws Exception {
        state = folder.resolve("state");
        Files.writeString(folder.resolve("plan.yaml"), PLAN);
        config = folder.resolve("fog.yaml");
        Files.writeString(config, "federation: trial\nstateDirectory: state\nplan: plan.yaml\n");
    }

    @Test
    void makes_changes_and_removes_accounts_while_no_node_runs() {
        assertThat(run(PASSWORD + "\n", "fog", "people", "add", "olga", "--role", "operator"))
                .isZero();
        assertThat(run(PASSWORD + "\n", "fog", "people", "add", "vera", "--role", "viewer"))
                .isZero();
        assertThat(run("", "fog", "people", "role", "vera", "auditor")).isZero();
        assertThat(run("", "fog", "people", "list")).isZero();
        assertThat(said).contains("olga  operator", "vera  auditor").doesNotContain(PASSWORD);
        assertThat(run("", "fog", "people", "remove", "vera")).isZero();
        assertThat(run("another long walk\n", "fog", "people", "password", "olga"))
                .isZero();
        assertThat(run("", "fog", "audit-log", "verify")).isZero();
        assertThat(said).contains("5 entries", "everything holds");
        assertThat(run("", "fog", "audit-log", "show")).isZero();
        assertThat(said)
                .contains("account-added  olga as operator", "account-removed  vera")
                .doesNotContain("walk");
    }

    @Test
    void says_in_one_line_what_will_not_do() {
        assertThat(run("short\n", "fog", "people", "add", "olga", "--role", "operator"))
                .isEqualTo(1);
        assertThat(said).contains("password: at least 12").doesNotContain("short");
        assertThat(run("", "fog", "people", "remove", "olga")).isEqualTo(1);
        assertThat(said).contains("name: there is no olga");
        assertThat(run("", "fog", "people")).isEqualTo(2);
        assertThat(run("", "fog", "people", "add", "olga")).isEqualTo(2);
    }

    @Test
    void a_changed_log_fails_the_check() throws Exception {
        run(PASSWORD + "\n", "fog", "people", "add", "olga", "--role", "operator");
        run("", "fog", "people", "role", "olga", "operator");
        Path log = state.resolve("audit.log");
        Files.writeString(log, Files.readString(log).replace("olga as operator", "olga as someone"));
        assertThat(run("", "fog", "audit-log", "verify")).isEqualTo(1);
        assertThat(said).contains("line 2 does not follow");
    }

    @Test
    void what_is_changed_holds_at_once_in_a_node_that_runs() throws Exception {
        try (OpenDoor door = new OpenDoor(state)) {
            assertThat(run(PASSWORD + "\n", "fog", "people", "add", "vera", "--role", "auditor"))
                    .isZero();
            SignedIn vera = SignedIn.by(door.client, door.uri, "vera", PASSWORD);
            assertThat(door.ask("GET", "/api/audit-log", "", vera.headers()).statusCode())
                    .isEqualTo(200);
            assertThat(run("", "fog", "people", "role", "vera", "viewer")).isZero();
            assertThat(door.ask("GET", "/api/state", "", vera.headers()).statusCode())
                    .isEqualTo(401);
            SignedIn again = SignedIn.by(door.client, door.uri, "vera", PASSWORD);
            assertThat(door.ask("GET", "/api/audit-log", "", again.headers()).statusCode())
                    .isEqualTo(403);
            assertThat(run("", "fog", "audit-log", "verify")).isZero();
        }
    }

    private int run(String input, String... arguments) {
        CommandLine commands = Main.commandLine();
        StringWriter text = new StringWriter();
        commands.setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            List<String> all = new ArrayList<>(List.of(arguments));
            all.addAll(List.of("--config", config.toString()));
            return commands.execute(all.toArray(String[]::new));
        } finally {
            System.setIn(before);
            said = text.toString();
        }
    }
}
