package org.fogward.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;

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
    }

    @Test
    void channels_that_do_not_fill_vectors_are_computed_plainly() {
        Kernels best = Kernels.best();
        assertThat(best.pointwise(8, 9)).isInstanceOf(PlainPointwiseConvolution.class);
        assertThat(best.normalization(9)).isInstanceOf(PlainChannelNormalization.class);
        assertThat(best.depthwise(shape(9))).isInstanceOf(PlainDepthwiseConvolution.class);
    }

    private static DepthwiseConvolution.Shape shape(int channels) {
        return new DepthwiseConvolution.Shape(channels, 1, 5, 3, 3);
    }
}
