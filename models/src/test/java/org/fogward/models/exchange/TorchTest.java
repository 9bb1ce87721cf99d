package org.fogward.models.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fogward.models.data.SampleShape;
import org.fogward.models.network.Batch;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against PyTorch itself. */
class TorchTest {

    private static final String PYTHON = "/usr/bin/python3";
    private static final ModelSpec SPEC =
            new ModelSpec(ModelFamily.MOBILENET, new SampleShape(96, 96, 3), 0, 0.35, List.of("a", "b", "c", "d", "e"));

    @TempDir
    Path folder;

    @BeforeEach
    void needsTorch() throws Exception {
        boolean there = Files.isExecutable(Path.of(PYTHON)) && run("-c", "import torch, numpy") == 0;
        assumeTrue(there, "install python3-torch and python3-numpy to check against PyTorch");
    }

    @Test
    void a_network_of_torch_predicts_the_same_here() throws Exception {
        torch("create");

        ImportedModel imported =
                WeightImport.read(Safetensors.read(Files.readAllBytes(path("weights.safetensors"))), SPEC, 1);

        assertThat(imported.remarks()).isEmpty();
        assertSame(imported.model());
    }

    @Test
    void a_network_of_ours_predicts_the_same_in_torch() throws Exception {
        ModelParameters model = RandomModel.of(SPEC);
        Files.write(path("weights.safetensors"), Safetensors.write(WeightExport.of(model)));
        Batch batch = RandomModel.batch(SPEC);
        ByteBuffer bytes =
                ByteBuffer.allocate(batch.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(batch.values());
        Files.write(path("input"), bytes.array());

        torch("predict");

        assertSame(model);
    }

    private void assertSame(ModelParameters model) throws IOException {
        float[] input = floats("input");
        int examples = input.length / SPEC.input().values();
        float[] expected = softmax(floats("logits"));
        float[] probabilities = RandomModel.probabilities(model, Batch.forPrediction(examples, input, new float[0]));
        assertThat(probabilities).containsExactly(expected, within(1e-4f));
        // Where one class takes all, probabilities tell little.
        for (float probability : expected) {
            assertThat(probability).isBetween(1e-5f, 0.999f);
        }
    }

    private void torch(String task) throws Exception {
        Path script = path("mobilenet_v2.py");
        try (InputStream in = Optional.ofNullable(TorchTest.class.getResourceAsStream("mobilenet_v2.py"))
                .orElseThrow()) {
            Files.copy(in, script);
        }
        assertThat(run(
                        script.toString(),
                        task,
                        "0.35",
                        "5",
                        path("weights.safetensors").toString(),
                        path("input").toString(),
                        path("logits").toString()))
                .isZero();
    }

    private static int run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("python takes too long");
        }
        return process.exitValue();
    }

    private static float[] softmax(float[] logits) {
        int classes = SPEC.classes().size();
        float[] probabilities = new float[logits.length];
        for (int row = 0; row < logits.length; row += classes) {
            double sum = 0;
            for (int i = row; i < row + classes; i++) {
                sum += Math.exp(logits[i]);
            }
            for (int i = row; i < row + classes; i++) {
                probabilities[i] = (float) (Math.exp(logits[i]) / sum);
            }
        }
        return probabilities;
    }

    private float[] floats(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(path(name));
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    private Path path(String name) {
        return folder.resolve(name);
    }
}
