package org.fogward.fog.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.fogward.fog.yaml.FieldException;
import org.fogward.models.file.ModelFile;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.start.Start;
import org.fogward.protocol.digest.Digest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanFileTest {

    private static final String COMPACT = """
            model: {family: compact, input: {height: 64, width: 64, channels: 1}, features: 0, width: 1.0, classes: [well, ill], head: levels}
            rounds: {count: 5, quorum: 1}
            training: {validationShare: 0.2}
            seed: 3
            """;
    private static final String OTHER = "ab".repeat(32);

    @TempDir
    Path folder;

    @BeforeEach
    void writeWeights() throws Exception {
        try (InputStream in = Start.class.getResourceAsStream("compact-1.00.safetensors")) {
            Files.write(
                    folder.resolve("seeing.safetensors"),
                    Objects.requireNonNull(in).readAllBytes());
        }
        Files.writeString(folder.resolve("notes.txt"), "no weights at all, but more than a few bytes");
    }

    @Test
    void a_file_beside_the_plan_becomes_the_first_model_and_the_plan_holds_its_digest() throws Exception {
        PlanFile read = PlanFile.read(write(COMPACT + "start: {file: seeing.safetensors}\n"));
        ModelParameters same = Start.GENERATED.model(read.plan().model(), 3);
        Digest digest = Digest.of(ModelFile.encode(same.spec(), same.values()));
        assertThat(read.firstModel().orElseThrow().model().values()).isEqualTo(same.values());
        assertThat(read.plan().start()).isEqualTo(new PlanStart.Given(digest));
        assertThat(read.plan().canonical()).contains("\"start\":{\"model\":\"" + digest + "\"}");
        assertThat(PlanFile.parse(COMPACT + "start: {file: " + folder.resolve("seeing.safetensors") + "}", Path.of("")))
                .extracting(PlanFile::plan)
                .isEqualTo(read.plan());
    }

    @Test
    void the_canonical_form_reads_back_as_the_same_plan_without_the_file() throws Exception {
        Path file = write(COMPACT + "start: {file: seeing.safetensors}\n");
        Plan plan = PlanFile.read(file).plan();
        Files.delete(folder.resolve("seeing.safetensors"));
        Plan again = Plan.parse(plan.canonical());
        assertThat(again).isEqualTo(plan);
        assertThat(again.digest()).isEqualTo(plan.digest());
        assertThat(PlanFile.parse(plan.canonical(), folder).firstModel()).isEmpty();
    }

    @Test
    void a_given_start_can_see_so_the_head_is_solved_first() throws FieldException {
        Plan given = Plan.parse(COMPACT + "start: {model: " + OTHER + "}\n");
        Plan generated = Plan.parse(COMPACT + "start: generated\n");
        assertThat(given.stages()).isEqualTo(generated.stages());
        assertThat(given.training()).isEqualTo(generated.training());
        assertThat(Plan.parse(COMPACT + "start: random\n").stages()).isNotEqualTo(given.stages());
    }

    @Test
    void names_of_starts_stay_as_they_were() throws FieldException {
        assertThat(Plan.parse(COMPACT + "start: random\n").canonical()).contains("\"start\":\"random\"");
        assertThat(Plan.parse(COMPACT + "start: generated\n").start()).isEqualTo(new PlanStart.Made(Start.GENERATED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{file: none.safetensors}|start.file: none.safetensors cannot be read (NoSuchFileException)",
                "{file: notes.txt}|start.file: notes.txt does not fit the model: header length:",
                "{file: .}|start.file: . cannot be read",
                "{file: \"\\0\"}|start.file:",
                "{file: [a]}|start.file: text expected",
                "{model: 12ab}|start.model: digest: 64 lower-case",
                "{model: AB}|start.model: digest: 64 lower-case",
                "{path: a}|start.path: unknown field",
                "{}|start: either file or model expected",
                "{file: notes.txt, model: 12ab}|start: either file or model expected",
                "[a]|start: text expected",
                "imagenet|start: 'imagenet' is none of",
            })
    void names_what_is_wrong_with_a_start(String start, String message) {
        assertThatThrownBy(() -> PlanFile.read(write(COMPACT + "start: " + start + "\n")))
                .isInstanceOf(FieldException.class)
                .hasMessageContaining(message);
    }

    @Test
    void weights_of_another_network_are_told_in_a_few_lines() throws Exception {
        Path file = write(COMPACT.replace("width: 1.0", "width: 0.5") + "start: {file: seeing.safetensors}\n");
        assertThatThrownBy(() -> PlanFile.read(file))
                .isInstanceOf(FieldException.class)
                .hasMessageStartingWith("start.file: seeing.safetensors does not fit the model: ")
                .hasMessageContaining("shape")
                .hasMessageMatching(".* and [0-9]+ more");
    }

    /** An audit reads plans that somebody else wrote. */
    @Test
    void a_plan_that_comes_from_elsewhere_reads_no_file() {
        String absolute = COMPACT + "start: {file: " + folder.resolve("seeing.safetensors") + "}\n";
        assertThatThrownBy(() -> Plan.parse(absolute))
                .isInstanceOf(FieldException.class)
                .hasMessageStartingWith("start.file: no file can be named here");
    }

    private Path write(String plan) throws Exception {
        return Files.writeString(folder.resolve("plan.yaml"), plan);
    }
}
