package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.fogward.fog.view.LedgerView;
import org.fogward.fog.view.ModelEntry;
import org.fogward.models.network.NetworkPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DecisionCommandTest {
    @TempDir
    Path state;

    @Test
    void an_operator_releases_the_model_that_a_running_node_proposed() throws Exception {
        Path profile = state.resolve("ledger/connection.json");
        try (NetworkPool networks = new NetworkPool(1);
                TestGateway first = new TestGateway("first");
                FogNode fog = new FogNode(Federations.config(state, Federations.plan(1, 1), first), networks)) {
            fog.start();
            assertThat(run("ledger", "models", "--state", state.toString()).text)
                    .contains("no model is proposed yet");
            first.connect(fog);
            first.awaitAnchored(first.sendUpdate(first.awaitOpen(1), 0.25f, 10));
            fog.awaitFinished().get(60, TimeUnit.SECONDS);

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(profile)))
                    .isEqualTo("rw-------");
            String model = fog.currentModel().digest().hex();
            assertThat(run("ledger", "models", "--state", state.toString()).text)
                    .contains("round 1  " + model + "  proposed");
            assertThat(run("ledger", "members", "--state", state.toString()).text)
                    .contains("federation test  fogward", "fog node fog", "gateway first  fogward  takes part since");
            Output refused = run("ledger", "approve", "--state", state.toString(), "--round", "2");
            assertThat(refused.text).startsWith("no such model of round 2 is proposed; there are models of rounds 1\n");
            assertThat(refused.code).isEqualTo(1);

            Output approved = run("ledger", "approve", "--state", state.toString(), "--round", "1");
            assertThat(approved.text).contains("approved by 1 of 1 organisations, 1 is needed: it is released");
            assertThat(approved.code).isZero();
            Output again = run("ledger", "approve", "--state", state.toString(), "--round", "1");
            assertThat(again.text).startsWith("fogward has approved the model of round 1 already\n");
            assertThat(again.code).isEqualTo(1);
            assertThat(run("ledger", "rollback", "--state", state.toString(), "--round", "1", "--reason", "x").text)
                    .startsWith("the model in use is that of round 1");

            LedgerView shown = shown(fog, "model-released");
            assertThat(shown.models()).singleElement().satisfies(entry -> {
                assertThat(entry.model()).isEqualTo(model);
                assertThat(entry.standing()).isEqualTo(ModelEntry.Standing.CURRENT);
                assertThat(entry.approvedBy()).containsExactly("fogward");
            });
            assertThat(shown.participants()).isEqualTo(1);
            assertThat(fog.audit().findings()).isEmpty();
        }
        Output stopped = run("ledger", "models", "--state", state.toString());
        assertThat(stopped.text).startsWith("the fog node of " + state + " does not run");
        assertThat(stopped.code).isEqualTo(1);
        assertThat(profile).doesNotExist();
        assertThat(run("ledger", "rebuild", "--state", state.toString()).text).startsWith("dropped");
        try (NetworkPool networks = new NetworkPool(1);
                TestGateway first = new TestGateway("first");
                FogNode fog = new FogNode(Federations.config(state, Federations.plan(1, 1), first), networks)) {
            fog.start();
            assertThat(shown(fog, "model-released").changes()).hasSize(7);
        }
    }

    @Test
    void says_that_the_node_does_not_run_when_it_was_killed() throws Exception {
        Path ledger = state.resolve("ledger");
        Map<Path, byte[]> left = new HashMap<>();
        try (NetworkPool networks = new NetworkPool(1);
                TestGateway first = new TestGateway("first");
                FogNode fog = new FogNode(Federations.config(state, Federations.plan(1, 1), first), networks)) {
            fog.start();
            for (String file : new String[] {"connection.json", "door-ca.pem", "door-client.pem", "door-client.key"}) {
                left.put(ledger.resolve(file), Files.readAllBytes(ledger.resolve(file)));
            }
        }
        for (Map.Entry<Path, byte[]> file : left.entrySet()) {
            assertThat(file.getKey()).doesNotExist();
            Files.write(file.getKey(), file.getValue());
        }
        Output output = run("ledger", "approve", "--state", state.toString(), "--round", "2");
        assertThat(output.text)
                .matches("(?s)the ledger does not answer at 127.0.0.1:\\d+; does the fog node run\\?\n.*");
        assertThat(output.code).isEqualTo(1);
    }

    @Test
    void tells_wrong_usage_from_failure() {
        assertThat(run("ledger", "approve", "--state", state.toString()).code).isEqualTo(2);
        assertThat(run("ledger", "approve", "--round", "1").code).isEqualTo(2);
        assertThat(run("ledger", "models", "--profile", "x.json").code).isEqualTo(2);
        assertThat(run("ledger", "models", "--state", "a", "--profile", "x", "--organization", "y").code)
                .isEqualTo(2);
        assertThat(run("ledger", "models", "--state", state.toString()).text)
                .startsWith(state + " is not a fog node's state directory");
        assertThat(run("ledger", "rebuild", "--state", state.toString()).code).isEqualTo(1);
    }

    private static LedgerView shown(FogNode fog, String kind) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            LedgerView view = fog.viewSource().snapshot().ledger();
            if (view.changes().stream().anyMatch(change -> change.kind().equals(kind))) {
                return view;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("the page does not tell of " + kind);
    }

    private record Output(int code, String text) {}

    private static Output run(String... arguments) {
        StringWriter text = new StringWriter();
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
        return new Output(commands.execute(arguments), text.toString());
    }
}
