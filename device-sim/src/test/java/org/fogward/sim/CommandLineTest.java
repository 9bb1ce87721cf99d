package org.fogward.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
    private static final int USAGE = 2;
    private static final int FAILED = 1;

    private final StringWriter errors = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void refuses_a_split_that_is_none() {
        assertThat(run("demo", "--exit", "--split", "dirichlet:x")).isEqualTo(USAGE);
        assertOneLineWith("split");
    }

    @Test
    void refuses_more_gateways_than_groups() throws IOException {
        Files.writeString(folder.resolve("data.csv"), "id,a,b,label\n1,1,2,B\n2,2,1,M\n3,1,1,B\n4,2,2,M\n");

        assertThat(run("demo", "--exit", "--data", folder.toString(), "--gateways", "9"))
                .isEqualTo(USAGE);
        assertOneLineWith("groups");
    }

    @Test
    void refuses_a_folder_that_is_not_there() {
        assertThat(run("demo", "--exit", "--data", folder.resolve("none").toString()))
                .isEqualTo(USAGE);
        assertOneLineWith("--data: no folder");
    }

    @Test
    void refuses_a_model_that_does_not_suit_the_data() throws IOException {
        Files.writeString(folder.resolve("data.csv"), "id,a,b,label\n1,1,2,B\n2,2,1,M\n3,1,1,B\n4,2,2,M\n");

        assertThat(run("demo", "--exit", "--data", folder.toString(), "--gateways", "1", "--model", "mobilenet"))
                .isEqualTo(USAGE);
        assertOneLineWith("does not suit");
    }

    @Test
    void refuses_a_number_of_gateways_that_is_none() {
        assertThat(run("demo", "--exit", "--gateways", "0")).isEqualTo(USAGE);
        assertOneLineWith("--gateways");
    }

    @Test
    void refuses_a_plan_with_an_unknown_field() throws IOException {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), "training: {learningRat: 0.1}\n");

        assertThat(run("demo", "--exit", "--plan", plan.toString())).isEqualTo(USAGE);
        assertOneLineWith("learningRat");
    }

    @Test
    void refuses_a_state_folder_that_is_in_use() throws IOException {
        Files.writeString(folder.resolve("fogward.db"), "");

        assertThat(run("demo", "--exit", "--state", folder.toString())).isEqualTo(USAGE);
        assertOneLineWith("not empty");
    }

    @Test
    void fails_where_the_port_is_taken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(run("demo", "--exit", "--gateways", "1", "--port", String.valueOf(taken.getLocalPort())))
                    .isEqualTo(FAILED);
        }
        assertOneLineWith("--port");
    }

    @Test
    void fails_where_a_data_folder_cannot_be_read() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "nothing");

        assertThat(run("demo", "--exit", "--data", folder.toString())).isEqualTo(FAILED);
        assertOneLineWith(folder.toString());
    }

    @Test
    void needs_to_know_what_to_simulate() {
        assertThat(run("sim")).isEqualTo(USAGE);
        assertOneLineWith("devices");
    }

    private int run(String... arguments) {
        CommandLine commands = Main.commandLine();
        commands.setErr(new PrintWriter(errors, true));
        commands.setOut(new PrintWriter(new StringWriter()));
        return commands.execute(arguments);
    }

    private void assertOneLineWith(String text) {
        assertThat(errors.toString().strip().lines()).singleElement().asString().contains(text);
    }
}
