package org.fogward.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.fogward.models.kernel.MaximumPooling.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every maximum pooling does, against naive loops. */
@Tag("lanes")
class MaximumPoolingTest {

    private final SplittableRandom random = new SplittableRandom(1);

    @ParameterizedTest
    @MethodSource("org.fogward.models.kernel.Implementation#withChannels")
    void the_largest_wins_and_tells_where_it_was(Implementation implementation, int channels) {
        for (int height = 1; height <= 3; height++) {
            for (int width = 1; width <= 4; width++) {
                check(implementation.kernels().pooling(channels), channels, height, width);
            }
        }
    }

    /** Numbers are rounded to quarters, so that some are equal. */
    private void check(MaximumPooling kernel, int channels, int height, int width) {
        int rowStride = (width + 2) * channels;
        Guarded in = Guarded.random(random, 5, height * rowStride);
        for (int i = 0; i < in.length(); i++) {
            in.set(i, Math.round(in.get(i) * 4) / 4f);
        }
        Guarded out = Guarded.random(random, 3, channels);
        int[] winners = new int[out.array().length];
        kernel.forward(in.array(), new Window(in.at(), height, width, rowStride), out.array(), winners, out.at());
        out.requireUntouchedGuards(height + " x " + width);
        for (int c = 0; c < channels; c++) {
            int winner = in.at() + c;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int candidate = in.at() + y * rowStride + x * channels + c;
                    winner = in.array()[candidate] > in.array()[winner] ? candidate : winner;
                }
            }
            assertThat(winners[out.at() + c]).isEqualTo(winner);
            assertThat(out.get(c)).isEqualTo(in.array()[winner]);
        }
    }
}
