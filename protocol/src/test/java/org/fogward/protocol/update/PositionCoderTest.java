package org.fogward.protocol.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PositionCoderTest {
    private static final int COORDINATES = 100_000;

    @Test
    void positions_without_order_take_as_much_as_with_golomb_rice() {
        double[] densities = new double[COORDINATES];
        Arrays.fill(densities, 0.01);
        int[] gaps = gaps(densities);
        assertThat((double) bytes(AdaptiveGaps::new, gaps)).isLessThan(1.01 * bytes(RiceGaps::new, gaps));
    }

    @Test
    void positions_in_clusters_take_less_than_with_golomb_rice() {
        double[] densities = new double[COORDINATES];
        for (int i = 0; i < COORDINATES; i++) {
            densities[i] = i % 5_000 < 50 ? 0.7 : 0.004;
        }
        int[] gaps = gaps(densities);
        assertThat((double) bytes(AdaptiveGaps::new, gaps)).isLessThan(0.7 * bytes(RiceGaps::new, gaps));
    }

    @Test
    void any_gap_is_read_as_it_was_written() {
        int[] gaps = {0, 1, 2, 3, 60_000, 0, 62, 63, 64, 39_800, 0};
        for (PositionCoder.Kind kind : new PositionCoder.Kind[] {AdaptiveGaps::new, RiceGaps::new}) {
            for (int chosen : new int[] {1, 11, 5_000, COORDINATES}) {
                RangeDecoder decoder = new RangeDecoder(encoded(kind, gaps, chosen), 0);
                PositionCoder coder = kind.of(COORDINATES, chosen);
                for (int gap : gaps) {
                    assertThat(coder.decode(decoder)).isEqualTo(gap);
                }
            }
        }
    }

    private static int bytes(PositionCoder.Kind kind, int[] gaps) {
        return encoded(kind, gaps, gaps.length).length;
    }

    private static byte[] encoded(PositionCoder.Kind kind, int[] gaps, int chosen) {
        RangeEncoder encoder = new RangeEncoder();
        PositionCoder coder = kind.of(COORDINATES, chosen);
        for (int gap : gaps) {
            coder.encode(encoder, gap);
        }
        return encoder.finish(new byte[0]);
    }

    private static int[] gaps(double[] densities) {
        SplittableRandom random = new SplittableRandom(8);
        int[] gaps = new int[densities.length];
        int count = 0;
        int gap = 0;
        for (double density : densities) {
            if (random.nextDouble() < density) {
                gaps[count++] = gap;
                gap = 0;
            } else {
                gap++;
            }
        }
        return Arrays.copyOf(gaps, count);
    }
}
