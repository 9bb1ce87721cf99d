package org.fogward.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ModelFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainingTest {

    private static final PretrainingOptions SMALL =
            new PretrainingOptions(ModelFamily.COMPACT, 0.25, 64, 2, PretrainingOptions.MIN_IMAGES, 5);

    @TempDir
    Path folder;

    @Test
    void recognises_formulas_after_a_while() throws IOException {
        PretrainingOptions options = new PretrainingOptions(ModelFamily.COMPACT, 0.25, 64, 2, 8192, 5);
        List<PretrainingProgress> progress = new ArrayList<>();
        ModelParameters learnt = run(options, 2, Optional.empty(), progress);
        assertThat(progress.getLast().images()).isEqualTo(8192);
        assertThat(progress.getLast().probe())
                .isGreaterThan(4.0 / learnt.spec().classes().size());
        assertThat(progress.getLast().loss())
                .isLessThan(Math.log(learnt.spec().classes().size()));
    }

    @Test
    void a_run_that_was_stopped_ends_with_the_same_bits_on_any_number_of_threads() throws IOException {
        float[] whole = run(SMALL, 1, Optional.empty(), new ArrayList<>()).values();
        Path checkpoint = folder.resolve("checkpoint");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> runUntil(SMALL, checkpoint));
        assertThat(run(SMALL, 2, Optional.of(checkpoint), new ArrayList<>()).values())
                .isEqualTo(whole);
    }

    @Test
    void refuses_a_checkpoint_of_other_options_or_none_at_all() throws IOException {
        Path checkpoint = folder.resolve("checkpoint");
        Files.write(checkpoint, new byte[100]);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> run(SMALL, 1, Optional.of(checkpoint), new ArrayList<>()))
                .withMessageContaining("is no checkpoint");
        Files.delete(checkpoint);
        run(SMALL, 2, Optional.of(checkpoint), new ArrayList<>());
        PretrainingOptions other =
                new PretrainingOptions(ModelFamily.COMPACT, 0.25, 64, 2, PretrainingOptions.MIN_IMAGES, 6);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> run(other, 1, Optional.of(checkpoint), new ArrayList<>()))
                .withMessageContaining("of other options");
    }

    @Test
    void names_the_option_that_is_out_of_range() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PretrainingOptions(ModelFamily.MOTION, 1, 64, 2, 10_000, 1))
                .withMessageStartingWith("family: motion");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PretrainingOptions(ModelFamily.COMPACT, 1, 70, 2, 10_000, 1))
                .withMessageStartingWith("pixels: 70");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PretrainingOptions(ModelFamily.COMPACT, 1, 64, 2, 10, 1))
                .withMessageStartingWith("images: 10 ");
    }

    private static ModelParameters run(
            PretrainingOptions options, int threads, Optional<Path> checkpoint, List<PretrainingProgress> progress)
            throws IOException {
        try (NetworkPool networks = new NetworkPool(1, threads)) {
            return new Pretraining(options, networks).run(checkpoint, progress::add);
        }
    }

    /** Stops in the middle of the second phase, after one checkpoint. */
    private static void runUntil(PretrainingOptions options, Path checkpoint) throws IOException {
        try (NetworkPool networks = new NetworkPool(1)) {
            new Pretraining(options, networks).run(Optional.of(checkpoint), progress -> {
                if (Files.exists(checkpoint)) {
                    throw new IllegalStateException("stopped");
                }
            });
        }
    }
}
