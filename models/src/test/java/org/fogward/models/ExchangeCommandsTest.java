package org.fogward.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fogward.models.file.ModelFile;
import org.fogward.models.parameter.ModelParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExchangeCommandsTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void exportsModel() {
        assertThat(run("create", "--family=mobilenet", "--input=32x32x3", "--classes=a,b", "--seed=3", out("model")))
                .isZero();
        assertThat(run("export", "--model=" + path("model"), "--to=" + path("weights.safetensors")))
                .isZero();
        out.getBuffer().setLength(0);
    }

    @Test
    void imports_what_it_exported() throws Exception {
        assertThat(runImport("32x32x3", "a,b", "again")).isZero();

        float[] before = ModelFile.decode(Files.readAllBytes(path("model"))).values();
        float[] after = ModelFile.decode(Files.readAllBytes(path("again"))).values();
        assertThat(after).hasSameSizeAs(before);
        assertThat(after[0]).isEqualTo(before[0]);
        assertThat(out.toString()).startsWith("family:     mobilenet");
    }

    @Test
    void a_pruned_model_comes_back_as_it_was() throws Exception {
        assertThat(run("prune", "--model=" + path("model"), "--keep=0.5", out("pruned")))
                .isZero();
        ModelParameters pruned = ModelFile.decode(Files.readAllBytes(path("pruned")));
        assertThat(run("export", "--model=" + path("pruned"), "--to=" + path("pruned.safetensors")))
                .isZero();
        String hidden = pruned.spec().hidden().stream().map(String::valueOf).collect(Collectors.joining(","));
        assertThat(run(
                        "import",
                        "--from=" + path("pruned.safetensors"),
                        "--family=mobilenet",
                        "--input=32x32x3",
                        "--classes=a,b",
                        "--hidden=" + hidden,
                        out("again")))
                .as(err.toString())
                .isZero();
        assertThat(ModelFile.decode(Files.readAllBytes(path("again"))).spec()).isEqualTo(pruned.spec());
    }

    @Test
    void says_what_is_not_as_it_was_in_the_file() {
        assertThat(runImport("64x64x1", "a,b,c", "grey")).isZero();

        assertThat(out.toString().lines())
                .startsWith(
                        "stem: weights of 3 input channels summed for 1",
                        "classifier: new, from seed 1, because the file tells 2 classes apart and the model 3");
    }

    @Test
    void refuses_weights_of_another_network_tensor_by_tensor() {
        assertThat(runImport("32x32x3", "a,b", "wide", "--width=1.0")).isEqualTo(1);

        assertThat(err.toString().lines())
                .startsWith(path("weights.safetensors") + ": does not fit the model")
                .contains("features.0.1.bias: shape [16] where the model has [32]");
        assertThat(path("wide")).doesNotExist();
    }

    @Test
    void refuses_a_file_that_is_cut_short() throws Exception {
        byte[] file = Files.readAllBytes(path("weights.safetensors"));
        Files.write(path("weights.safetensors"), Arrays.copyOf(file, file.length - 1));

        assertThat(runImport("32x32x3", "a,b", "cut")).isEqualTo(1);

        assertThat(err.toString())
                .startsWith(path("weights.safetensors") + ": ")
                .contains("after the file's end");
    }

    @Test
    void writes_a_graph_and_refuses_other_endings_and_files_that_exist() {
        assertThat(run("export", "--model=" + path("model"), "--to=" + path("graph.zip")))
                .isZero();
        assertThat(path("graph.zip")).isNotEmptyFile();
        assertThat(run("export", "--model=" + path("model"), "--to=" + path("graph.zip")))
                .isEqualTo(1);
        assertThat(run("export", "--model=" + path("model"), "--to=" + path("model.onnx")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("exists already", "ends neither in .safetensors nor in .zip");
    }

    private int runImport(String input, String classes, String to, String... more) {
        List<String> options = List.of(
                "--from=" + path("weights.safetensors"),
                "--family=mobilenet",
                "--input=" + input,
                "--classes=" + classes,
                out(to));
        return run(Stream.of(List.of("import"), options, List.of(more))
                .flatMap(List::stream)
                .toArray(String[]::new));
    }

    private int run(String... arguments) {
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        return commands.execute(
                Stream.concat(Stream.of("model"), Arrays.stream(arguments)).toArray(String[]::new));
    }

    private String out(String name) {
        return "--out=" + path(name);
    }

    private Path path(String name) {
        return folder.resolve(name);
    }
}
