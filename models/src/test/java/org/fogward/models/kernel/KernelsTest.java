package org.fogward.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("lanes")
class KernelsTest {

    @Test
    void vectors_are_as_wide_as_asked_for() {
        assertThat(Lanes.COUNT).isEqualTo(Integer.getInteger("fogward.lanes", Lanes.COUNT));
        assertThat(Lanes.SPECIES.length()).isEqualTo(Lanes.COUNT);
    }

    @Test
    void channels_that_fill_vectors_are_computed_with_them() {
        Kernels best = Kernels.best();
        assertThat(best.pointwise(3, 8)).isInstanceOf(VectorPointwiseConvolution.class);
        assertThat(best.normalization(8)).isInstanceOf(VectorChannelNormalization.class);
        assertThat(best.depthwise(shape(8))).isInstanceOf(VectorDepthwiseConvolution.class);
        assertThat(best.pooling(8)).isInstanceOf(VectorMaximumPooling.class);
    }

    @Test
    void channels_that_do_not_fill_vectors_are_computed_plainly() {
        Kernels best = Kernels.best();
        assertThat(best.normalization(9)).isInstanceOf(PlainChannelNormalization.class);
        assertThat(best.depthwise(shape(9))).isInstanceOf(PlainDepthwiseConvolution.class);
        assertThat(best.pooling(9)).isInstanceOf(PlainMaximumPooling.class);
    }

    @Test
    void a_platform_with_narrower_vectors_computes_plainly() throws Exception {
        assertThat(bestKernels("--add-modules=jdk.incubator.vector", "-XX:MaxVectorSize=8"))
                .isEqualTo(Kernels.plain().toString());
    }

    @Test
    void a_runtime_without_the_vector_module_computes_plainly() throws Exception {
        assertThat(bestKernels()).isEqualTo(Kernels.plain().toString());
    }

    /** Which kernels a JVM with these options takes. */
    private static String bestKernels(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Choice.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    /** Says which kernels are the best here. */
    static final class Choice {
        public static void main(String[] arguments) {
            System.out.println(Kernels.best());
        }
    }

    private static DepthwiseConvolution.Shape shape(int channels) {
        return new DepthwiseConvolution.Shape(channels, 1, 5, 3, 3);
    }
}
