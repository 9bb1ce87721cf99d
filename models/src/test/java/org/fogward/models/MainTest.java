package org.fogward.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.fogward.models.file.ModelFile;
import org.fogward.models.spec.ModelFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void creates_the_same_file_from_the_same_seed_and_tells_its_digest() throws Exception {
        Path first = folder.resolve("first.model");
        Path second = folder.resolve("second.model");

        assertThat(create("motion", "still,moving", "7", first)).isZero();
        assertThat(create("motion", "still,moving", "7", second)).isZero();

        byte[] file = Files.readAllBytes(first);
        assertThat(file).isEqualTo(Files.readAllBytes(second));
        assertThat(ModelFile.decode(file).spec().family()).isEqualTo(ModelFamily.MOTION);
        assertThat(ModelFile.decode(file).spec().classes()).containsExactly("still", "moving");
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        assertThat(out.toString()).contains("digest:     " + digest);
    }

    @Test
    void tells_what_a_file_holds() {
        Path file = folder.resolve("image.model");
        create("mobilenet", "a,b,c", "1", file);
        String created = out.toString();
        out.getBuffer().setLength(0);

        assertThat(run("model", "info", file.toString())).isZero();

        assertThat(out.toString())
                .startsWith(created)
                .contains("family:     mobilenet")
                .contains("input:      96 x 96 x 1")
                .contains("classes:    a, b, c")
                .containsPattern("stem +convolution 3x3 stride 2 +48 x 48 x 16 +144 +331776")
                .containsPattern("total +413763 +9994416")
                .contains("memory of the parameters:   1655052 bytes", "activations of one example: about ");
    }

    @Test
    void leaves_a_file_alone_that_exists() throws Exception {
        Path file = Files.writeString(folder.resolve("precious"), "precious");

        assertThat(create("ecg", "N,S", "1", file)).isEqualTo(1);

        assertThat(file).hasContent("precious");
        assertThat(err.toString()).startsWith(file + ": exists already");
    }

    @Test
    void refuses_a_file_that_is_no_model_in_one_line() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "hello");

        assertThat(run("model", "info", file.toString())).isEqualTo(1);
        assertThat(err.toString()).startsWith(file + ": magic").doesNotContain("\tat ");
        assertThat(run("model", "info", folder.resolve("nothing").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("nothing: does not exist");
    }

    @ParameterizedTest
    @CsvSource({
        "transformer, 'a,b', transformer",
        "motion, a, classes: 1 is not between 2 and 1000",
        "motion, 'a,a', classes: a name appears twice",
        "tabular, 'a,b', --input: a tabular model needs it",
    })
    void answers_wrong_usage_with_exit_code_two_and_the_option(String family, String classes, String problem) {
        assertThat(create(family, classes, "1", folder.resolve("new"))).isEqualTo(2);
        assertThat(err.toString()).contains(problem);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void takes_another_input_width_and_number_of_features() throws Exception {
        Path file = folder.resolve("new");

        assertThat(run(
                        "model",
                        "create",
                        "--family=TABULAR",
                        "--classes=a,b",
                        "--seed=1",
                        "--out=" + file,
                        "--input=1x1x30",
                        "--features=3",
                        "--width=0.5"))
                .isZero();

        assertThat(ModelFile.decode(Files.readAllBytes(file)).spec().toJson())
                .contains("\"channels\":30", "\"features\":3", "\"width\":0.5");
    }

    @Test
    void creates_a_model_from_generated_weights_where_there_are_some() throws Exception {
        Path file = folder.resolve("start.model");
        assertThat(createGenerated("mobilenet", "levels", file)).isZero();
        assertThat(ModelFile.decode(Files.readAllBytes(file)).values()[0]).isNotZero();
        assertThat(createGenerated("mobilenet", "last", folder.resolve("none.model")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("head last");
        assertThat(createGenerated("compact", "levels", folder.resolve("compact.model")))
                .isZero();
        assertThat(createGenerated("motion", "last", folder.resolve("none.model")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--start: no generated weights come with this build for motion");
    }

    private int createGenerated(String family, String head, Path file) {
        return run(
                "model",
                "create",
                "--start=generated",
                "--classes=a,b",
                "--seed=1",
                "--family=" + family,
                "--head=" + head,
                "--out=" + file);
    }

    private int create(String family, String classes, String seed, Path file) {
        return run(
                "model", "create", "--family", family, "--classes", classes, "--seed", seed, "--out", file.toString());
    }

    private int run(String... arguments) {
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        return commands.execute(arguments);
    }
}
