package org.fogward.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every pointwise convolution does, against naive loops in double precision. */
@Tag("lanes")
class PointwiseConvolutionTest {

    private static final int[] IN_CHANNELS = {1, 2, 3, 4, 5, 7, 8, 9, 15, 27, 48};

    private final SplittableRandom random = new SplittableRandom(1);

    private record Shape(int rows, int in, int out, int offset) {}

    @ParameterizedTest
    @MethodSource("org.fogward.models.kernel.Implementation#withChannels")
    void forward_multiplies_rows_with_the_weights(Implementation implementation, int out) {
        shapes(out).forEach(shape -> checkForward(implementation.kernels(), shape));
    }

    @ParameterizedTest
    @MethodSource("org.fogward.models.kernel.Implementation#withChannels")
    void weight_gradient_is_added_to_what_is_there(Implementation implementation, int out) {
        shapes(out).forEach(shape -> checkWeightGradient(implementation.kernels(), shape));
    }

    @ParameterizedTest
    @MethodSource("org.fogward.models.kernel.Implementation#withChannels")
    void what_is_not_a_number_stays_so(Implementation implementation, int out) {
        float[] result = new float[3 * out];
        implementation
                .kernels()
                .pointwise(2, out)
                .forward(new float[] {0, 0, 0, Float.NaN, 0, 0}, 0, new float[2 * out], 0, result, 0, 3);
        for (int i = 0; i < result.length; i++) {
            assertThat(Float.isNaN(result[i])).isEqualTo(i / out == 1);
        }
    }

    private static Iterable<Shape> shapes(int out) {
        return IntStream.concat(IntStream.rangeClosed(0, 20), IntStream.of(31, 64, 101))
                        .boxed()
                        .flatMap(rows ->
                                IntStream.of(IN_CHANNELS).mapToObj(in -> new Shape(rows, in, out, (rows + in) % 7)))
                ::iterator;
    }

    private void checkForward(Kernels kernels, Shape shape) {
        Guarded in = Guarded.random(random, shape.offset(), shape.rows() * shape.in());
        Guarded weights = Guarded.random(random, 2 * shape.offset(), shape.in() * shape.out());
        Guarded out = Guarded.random(random, 3 * shape.offset(), shape.rows() * shape.out());
        kernels.pointwise(shape.in(), shape.out())
                .forward(in.array(), in.at(), weights.array(), weights.at(), out.array(), out.at(), shape.rows());
        out.requireUntouchedGuards(shape);
        for (int i = 0; i < out.length(); i++) {
            Expected expected = new Expected();
            for (int k = 0; k < shape.in(); k++) {
                expected.add(in.get(i / shape.out() * shape.in() + k), weights.get(k * shape.out() + i % shape.out()));
            }
            expected.require(out.get(i), shape, i);
        }
    }

    private void checkWeightGradient(Kernels kernels, Shape shape) {
        Guarded in = Guarded.random(random, shape.offset(), shape.rows() * shape.in());
        Guarded outGradient = Guarded.random(random, 2 * shape.offset(), shape.rows() * shape.out());
        Guarded start = Guarded.random(random, 3 * shape.offset(), shape.in() * shape.out());
        Guarded gradient = start.copy();
        kernels.pointwise(shape.in(), shape.out())
                .addWeightGradient(
                        in.array(),
                        in.at(),
                        outGradient.array(),
                        outGradient.at(),
                        gradient.array(),
                        gradient.at(),
                        shape.rows());
        gradient.requireUntouchedGuards(shape);
        for (int i = 0; i < gradient.length(); i++) {
            Expected expected = new Expected().add(start.get(i));
            for (int row = 0; row < shape.rows(); row++) {
                expected.add(
                        in.get(row * shape.in() + i / shape.out()),
                        outGradient.get(row * shape.out() + i % shape.out()));
            }
            expected.require(gradient.get(i), shape, i);
        }
    }
}
