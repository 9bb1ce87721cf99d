package org.fogward.fog.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fogward.fog.decide.TwoHospitals.digest;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TwoHospitalsTest {
    @TempDir
    Path folder;

    private TwoHospitals hospitals;

    @BeforeEach
    void open() throws Exception {
        hospitals = new TwoHospitals(folder);
    }

    @AfterEach
    void close() throws Exception {
        hospitals.close();
    }

    @Test
    void a_model_is_released_when_both_have_approved_it() throws Exception {
        hospitals.anchorAndPropose(1);
        Said north = approve("NorthMSP", 1);
        assertThat(north.text)
                .contains("NorthMSP approves the model of round 1, " + digest("model 1"))
                .contains("approved by 1 of 2 organisations, 2 are needed")
                .doesNotContain("released");
        assertThat(north.code).isZero();
        assertThat(models("SouthMSP").text)
                .contains("round 1  " + digest("model 1") + "  proposed")
                .contains("proposed by NorthMSP, approved by 1 of 2 organisations, 2 are needed: NorthMSP");

        Said again = approve("NorthMSP", 1);
        assertThat(again.text).isEqualTo("NorthMSP has approved the model of round 1 already");
        assertThat(again.code).isEqualTo(1);

        Said south = approve("SouthMSP", 1);
        assertThat(south.text).contains("approved by 2 of 2 organisations, 2 are needed: it is released");
        assertThat(models("NorthMSP").text).contains("released, in use");
    }

    @Test
    void both_have_to_want_a_way_back() throws Exception {
        for (long round = 1; round <= 3; round++) {
            hospitals.anchorAndPropose(round);
        }
        assertThat(rollback("NorthMSP", 1, "worse").text)
                .isEqualTo("no model is released, so none can be gone back from");
        for (long round : new long[] {1, 3}) {
            approve("NorthMSP", round);
            approve("SouthMSP", round);
        }
        assertThat(rollback("NorthMSP", 2, "worse").text)
                .isEqualTo("no model of round 2 is released; there are models of rounds 1, 3");
        assertThat(rollback("NorthMSP", 3, "worse").text).startsWith("the model in use is that of round 3");
        assertThat(rollback("NorthMSP", 1, "schlechter f\u00fcr \u00c4ltere").text)
                .startsWith("--reason may have 120 letters");

        Said north = rollback("NorthMSP", 1, "two sites report misses");
        assertThat(north.text)
                .contains("NorthMSP wants to go back from the model of round 3 to that of round 1")
                .contains("wanted by 1 of 2 organisations, 2 are needed")
                .doesNotContain("in use again");
        assertThat(rollback("NorthMSP", 1, "two sites report misses").text)
                .isEqualTo("NorthMSP has voted for going back to round 1 already");
        assertThat(models("NorthMSP").text).contains(digest("model 3") + "  released, in use");
        assertThat(rollback("SouthMSP", 1, "so do ours").text)
                .contains("wanted by 2 of 2 organisations, 2 are needed: the model of round 1 is in use again");
        assertThat(models("NorthMSP").text)
                .contains(digest("model 3") + "  out of use")
                .contains(digest("model 1") + "  released, in use")
                .contains("way back from round 3 to round 1");
    }

    @Test
    void one_sentence_says_what_is_wrong() throws Exception {
        assertThat(approve("NorthMSP", 1).text).isEqualTo("no such model of round 1 is proposed; none is, so far");
        hospitals.anchorAndPropose(1);
        assertThat(approve("NorthMSP", 4).text)
                .isEqualTo("no such model of round 4 is proposed; there are models of rounds 1");
        assertThat(approve("EastMSP", 1).text).isEqualTo("organizations does not name EastMSP");
        assertThat(run(
                                new ApproveCommand(),
                                "--profile",
                                folder.resolve("none.json").toString(),
                                "--organization",
                                "x",
                                "--round",
                                "1")
                        .text)
                .contains("none.json");
        assertThat(run(
                                new ModelsCommand(),
                                "--profile",
                                hospitals.profile.toString(),
                                "--organization",
                                "NorthMSP",
                                "--federation",
                                "other")
                        .text)
                .isEqualTo("the ledger holds no federation other");

        String text = Files.readString(hospitals.profile);
        Files.writeString(hospitals.profile, text.replace("-admin.", "-client."));
        Said client = approve("NorthMSP", 1);
        assertThat(client.text).contains("admin").doesNotContain("\n");
        assertThat(client.code).isEqualTo(1);
        Files.writeString(hospitals.profile, text.replaceAll("localhost:\\d+", "localhost:1"));
        assertThat(models("NorthMSP").text).isEqualTo("the ledger does not answer at localhost:1");
    }

    private Said approve(String organization, long round) {
        return run(new ApproveCommand(), options(organization, "--round", Long.toString(round)));
    }

    private Said rollback(String organization, long round, String reason) {
        return run(new RollbackCommand(), options(organization, "--round", Long.toString(round), "--reason", reason));
    }

    private Said models(String organization) {
        return run(new ModelsCommand(), options(organization));
    }

    private String[] options(String organization, String... more) {
        List<String> all =
                new ArrayList<>(List.of("--profile", hospitals.profile.toString(), "--organization", organization));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private record Said(int code, String text) {}

    private static Said run(Callable<Integer> command, String... options) {
        StringWriter text = new StringWriter();
        CommandLine line = new CommandLine(command).setOut(new PrintWriter(text));
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            text.append(failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        return new Said(line.execute(options), text.toString());
    }
}
