package org.fogward.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.fogward.models.kernel.ChannelNormalization.Affine;
import org.fogward.models.kernel.ChannelNormalization.Combination;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every normalisation does, against naive loops in double precision. */
@Tag("lanes")
class ChannelNormalizationTest {

    /** How far from a rectifier's bend a value stays here, since single precision may see it on the other side. */
    private static final double CLEARANCE = 1e-4;

    private final SplittableRandom random = new SplittableRandom(3);

    @ParameterizedTest
    @MethodSource("org.fogward.models.kernel.Implementation#withChannels")
    void moments_are_added_to_what_is_there(Implementation implementation, int channels) {
        forEachRows(rows -> {
            Guarded values = Guarded.random(random, rows % 5, rows * channels);
            Guarded startSums = Guarded.random(random, 0, channels);
            Guarded startSquares = Guarded.random(random, 0, channels);
            Guarded sums = startSums.copy();
            Guarded squares = startSquares.copy();
            implementation
                    .kernels()
                    .normalization(channels)
                    .addMoments(values.array(), values.at(), rows, sums.array(), squares.array());
            sums.requireUntouchedGuards(rows);
            squares.requireUntouchedGuards(rows);
            for (int c = 0; c < channels; c++) {
                Expected sum = new Expected().add(startSums.get(c));
                Expected square = new Expected().add(startSquares.get(c));
                for (int i = c; i < values.length(); i += channels) {
                    sum.add(values.get(i));
                    square.add(values.get(i), values.get(i));
                }
                sum.require(sums.get(c), rows + " rows, sum", c);
                square.require(squares.get(c), rows + " rows, squares", c);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("org.fogward.models.kernel.Implementation#withChannels")
    void apply_maps_and_rectifies(Implementation implementation, int channels) {
        forEachRows(rows -> {
            for (Rectification rectification : Rectification.values()) {
                Guarded values = Guarded.random(random, rows % 5, rows * channels);
                Guarded out = Guarded.random(random, rows % 3, rows * channels);
                Guarded both = values.copy();
                Affine affine = affine(channels);
                implementation
                        .kernels()
                        .normalization(channels)
                        .apply(values.array(), values.at(), out.array(), out.at(), rows, affine, rectification);
                implementation
                        .kernels()
                        .normalization(channels)
                        .apply(both.array(), both.at(), both.array(), both.at(), rows, affine, rectification);
                out.requireUntouchedGuards(rows);
                both.requireUntouchedGuards(rows);
                for (int i = 0; i < out.length(); i++) {
                    Expected mapped = mapped(values, affine, i, channels);
                    float actual = out.get(i);
                    assertThat(both.get(i)).isEqualTo(actual);
                    if (mapped.sum() <= rectification.floor() - CLEARANCE) {
                        assertThat(actual).isEqualTo(rectification.floor());
                    } else if (mapped.sum() >= rectification.cap() + CLEARANCE) {
                        assertThat(actual).isEqualTo(rectification.cap());
                    } else if (actual != rectification.floor() && actual != rectification.cap()) {
                        mapped.require(actual, rectification, i);
                    } else {
                        assertThat((double) actual).isBetween(mapped.sum() - CLEARANCE, mapped.sum() + CLEARANCE);
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("org.fogward.models.kernel.Implementation#withChannels")
    void apply_and_add_adds_the_shortcut(Implementation implementation, int channels) {
        forEachRows(rows -> {
            Guarded values = Guarded.random(random, rows % 5, rows * channels);
            Guarded shortcut = Guarded.random(random, rows % 4, rows * channels);
            Guarded out = Guarded.random(random, rows % 3, rows * channels);
            Affine affine = affine(channels);
            implementation
                    .kernels()
                    .normalization(channels)
                    .applyAndAdd(
                            values.array(),
                            values.at(),
                            shortcut.array(),
                            shortcut.at(),
                            out.array(),
                            out.at(),
                            rows,
                            affine);
            out.requireUntouchedGuards(rows);
            for (int i = 0; i < out.length(); i++) {
                mapped(values, affine, i, channels).add(shortcut.get(i)).require(out.get(i), rows + " rows", i);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("org.fogward.models.kernel.Implementation#withChannels")
    void gradient_passes_where_the_rectifier_does_not_bend(Implementation implementation, int channels) {
        forEachRows(rows -> {
            for (Rectification rectification : Rectification.values()) {
                checkRectifiedGradient(implementation, channels, rows, rectification, false);
                checkRectifiedGradient(implementation, channels, rows, rectification, true);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("org.fogward.models.kernel.Implementation#withChannels")
    void combine_adds_up_gradient_value_and_constant(Implementation implementation, int channels) {
        forEachRows(rows -> {
            Guarded gradient = Guarded.random(random, rows % 4, rows * channels);
            Guarded values = Guarded.random(random, rows % 5, rows * channels);
            Guarded out = Guarded.random(random, rows % 3, rows * channels);
            Combination combination = new Combination(numbers(channels), numbers(channels), numbers(channels));
            implementation
                    .kernels()
                    .normalization(channels)
                    .combine(
                            gradient.array(),
                            gradient.at(),
                            values.array(),
                            values.at(),
                            out.array(),
                            out.at(),
                            rows,
                            combination);
            out.requireUntouchedGuards(rows);
            for (int i = 0; i < out.length(); i++) {
                int c = i % channels;
                new Expected()
                        .add(combination.ofGradient()[c], gradient.get(i))
                        .add(combination.ofValue()[c], values.get(i))
                        .add(combination.constant()[c])
                        .require(out.get(i), rows + " rows", i);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("org.fogward.models.kernel.Implementation#withChannels")
    void nothing_passes_at_a_bend_itself(Implementation implementation, int channels) {
        float[] values = new float[2 * channels];
        float[] gradient = new float[2 * channels];
        Affine same = new Affine(new float[channels], new float[channels]);
        for (int c = 0; c < channels; c++) {
            same.factor()[c] = 1;
            values[channels + c] = 6;
            gradient[c] = 1;
            gradient[channels + c] = 1;
        }
        float[] sums = new float[channels];
        implementation
                .kernels()
                .normalization(channels)
                .rectifyGradient(
                        gradient, 0, values, 0, gradient, 0, 2, same, Rectification.RELU6, sums, new float[channels]);
        assertThat(gradient).containsOnly(0);
        assertThat(sums).containsOnly(0);
    }

    @ParameterizedTest
    @MethodSource("org.fogward.models.kernel.Implementation#withChannels")
    void what_is_not_a_number_is_not_rectified_away(Implementation implementation, int channels) {
        float[] values = new float[channels];
        values[channels - 1] = Float.NaN;
        implementation
                .kernels()
                .normalization(channels)
                .apply(values, 0, values, 0, 1, affine(channels), Rectification.RELU6);
        for (int c = 0; c < channels; c++) {
            assertThat(Float.isNaN(values[c])).isEqualTo(c == channels - 1);
        }
    }

    private void checkRectifiedGradient(
            Implementation implementation, int channels, int rows, Rectification rectification, boolean inPlace) {
        Affine affine = affine(channels);
        Guarded gradient = Guarded.random(random, rows % 4, rows * channels);
        Guarded values = clearOfBends(Guarded.random(random, rows % 5, rows * channels), affine, channels);
        Guarded startSums = Guarded.random(random, 0, channels);
        Guarded startProducts = Guarded.random(random, 0, channels);
        Guarded out = inPlace ? gradient.copy() : Guarded.random(random, rows % 3, rows * channels);
        Guarded sums = startSums.copy();
        Guarded products = startProducts.copy();
        Guarded source = inPlace ? out : gradient;
        implementation
                .kernels()
                .normalization(channels)
                .rectifyGradient(
                        source.array(),
                        source.at(),
                        values.array(),
                        values.at(),
                        out.array(),
                        out.at(),
                        rows,
                        affine,
                        rectification,
                        sums.array(),
                        products.array());
        out.requireUntouchedGuards(rows);
        sums.requireUntouchedGuards(rows);
        products.requireUntouchedGuards(rows);
        for (int c = 0; c < channels; c++) {
            Expected sum = new Expected().add(startSums.get(c));
            Expected product = new Expected().add(startProducts.get(c));
            for (int i = c; i < out.length(); i += channels) {
                double mapped = mapped(values, affine, i, channels).sum();
                float passed = mapped > rectification.floor() && mapped < rectification.cap() ? gradient.get(i) : 0;
                assertThat(out.get(i)).isEqualTo(passed);
                sum.add(passed);
                product.add(passed, values.get(i));
            }
            sum.require(sums.get(c), rectification + ", sum", c);
            product.require(products.get(c), rectification + ", products", c);
        }
    }

    private Guarded clearOfBends(Guarded values, Affine affine, int channels) {
        for (int i = 0; i < values.length(); i++) {
            double mapped = mapped(values, affine, i, channels).sum();
            while (Math.abs(mapped) < CLEARANCE || Math.abs(mapped - Rectification.RELU6.cap()) < CLEARANCE) {
                values.set(i, (float) random.nextGaussian());
                mapped = mapped(values, affine, i, channels).sum();
            }
        }
        return values;
    }

    private static Expected mapped(Guarded values, Affine affine, int index, int channels) {
        int c = index % channels;
        return new Expected().add(affine.factor()[c], values.get(index)).add(affine.summand()[c]);
    }

    private static void forEachRows(IntConsumer check) {
        for (int rows = 0; rows <= 20; rows++) {
            check.accept(rows);
        }
        check.accept(101);
    }

    /** Wide enough to reach both bends. */
    private Affine affine(int channels) {
        Affine affine = new Affine(numbers(channels), numbers(channels));
        for (int c = 0; c < channels; c++) {
            affine.factor()[c] *= 3;
            affine.summand()[c] += 2;
        }
        return affine;
    }

    private float[] numbers(int length) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
