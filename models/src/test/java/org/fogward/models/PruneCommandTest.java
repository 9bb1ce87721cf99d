package org.fogward.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.fogward.models.cost.NetworkCost;
import org.fogward.models.file.ModelFile;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PruneCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path whole;
    private Path pruned;

    @BeforeEach
    void writeModel() throws Exception {
        whole = write("whole.model", Models.MOBILENET);
        pruned = folder.resolve("pruned.model");
    }

    @Test
    void writes_a_smaller_model_and_tells_how_much_smaller() throws Exception {
        assertThat(prune("--keep=0.5")).as(err.toString()).isZero();

        ModelSpec spec = ModelFile.decode(Files.readAllBytes(pruned)).spec();
        assertThat(cost(spec)).isLessThanOrEqualTo(cost(Models.MOBILENET) / 2);
        assertThat(out.toString())
                .contains("multiply-adds: " + cost(Models.MOBILENET) + " before, " + cost(spec) + " after")
                .contains(" before, "
                        + ModelFile.decode(Files.readAllBytes(pruned)).values().length + " after")
                .contains("hidden:        16, ");
    }

    @Test
    void writes_the_same_file_again_with_gradients_on_samples() throws Exception {
        Path data = images("clear", "shaded");
        assertThat(prune("--keep=0.6", "--importance=taylor", "--data=" + data))
                .as(err.toString())
                .isZero();
        byte[] first = Files.readAllBytes(pruned);
        Files.delete(pruned);
        assertThat(prune("--keep=0.6", "--importance=taylor", "--data=" + data)).isZero();

        assertThat(Files.readAllBytes(pruned)).isEqualTo(first);
        assertThat(first.length).isLessThan((int) Files.size(whole));
    }

    @ParameterizedTest
    @CsvSource({
        "--keep=0, keep: 0.0 is not above 0 and up to 1",
        "--keep=-1, keep: -1.0 is not above 0 and up to 1",
        "--keep=1.5, keep: 1.5 is not above 0 and up to 1",
        "--keep=NaN, keep: NaN is not above 0 and up to 1",
        "--keep=0.01, keep: 0.01 would leave a block nothing; the least is 0.",
        "--keep=half, --keep",
        "--keep=0.5 --importance=taylor, --data: taylor needs it",
        "--keep=0.5 --data=., --data: only --importance taylor takes it",
        "--keep=0.5 --importance=luck, --importance",
    })
    void answers_wrong_usage_with_exit_code_two_and_the_field(String options, String problem) {
        assertThat(prune(options.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines().findFirst().orElse("")).contains(problem);
        assertThat(pruned).doesNotExist();
    }

    @Test
    void refuses_models_of_other_families() throws Exception {
        whole = write("motion.model", Models.MOTION);
        assertThat(prune("--keep=0.5")).isEqualTo(2);
        assertThat(err.toString()).startsWith("family: motion cannot be pruned; only mobilenet can");
    }

    @Test
    void refuses_data_of_other_classes() throws Exception {
        assertThat(prune("--keep=0.5", "--importance=taylor", "--data=" + images("clear", "spotted")))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("--data: its classes are clear, spotted, but the model has clear, shaded");
    }

    @Test
    void refuses_files_that_are_no_models_and_leaves_files_alone_that_exist() throws Exception {
        Files.writeString(pruned, "precious");
        assertThat(prune("--keep=0.5")).isEqualTo(1);
        assertThat(err.toString()).startsWith(pruned + ": exists already");
        assertThat(pruned).hasContent("precious");

        err.getBuffer().setLength(0);
        whole = Files.writeString(folder.resolve("text"), "hello");
        assertThat(prune("--keep=0.5")).isEqualTo(1);
        assertThat(err.toString()).startsWith(whole + ": magic");

        err.getBuffer().setLength(0);
        whole = folder.resolve("nothing");
        assertThat(prune("--keep=0.5")).isEqualTo(1);
        assertThat(err.toString()).startsWith(whole + ": does not exist");
    }

    private Path write(String name, ModelSpec spec) throws Exception {
        return Files.write(folder.resolve(name), ModelFile.encode(spec, Initialization.create(spec, 1)));
    }

    private Path images(String... classes) throws Exception {
        Path data = Files.createDirectories(folder.resolve("images"));
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder labels = new StringBuilder("file,label\n");
        for (int i = 0; i < 8; i++) {
            BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
            for (int pixel = 0; pixel < 32 * 32; pixel++) {
                image.setRGB(pixel % 32, pixel / 32, random.nextInt(1 << 24));
            }
            ImageIO.write(image, "png", data.resolve(i + ".png").toFile());
            labels.append(i).append(".png,").append(classes[i % classes.length]).append('\n');
        }
        Files.writeString(data.resolve("labels.csv"), labels);
        return data;
    }

    private static long cost(ModelSpec spec) {
        return NetworkCost.of(spec).multiplyAdds();
    }

    private int prune(String... options) {
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        String[] arguments = new String[options.length + 4];
        arguments[0] = "model";
        arguments[1] = "prune";
        arguments[2] = "--model=" + whole;
        arguments[3] = "--out=" + pruned;
        System.arraycopy(options, 0, arguments, 4, options.length);
        return commands.execute(arguments);
    }
}
