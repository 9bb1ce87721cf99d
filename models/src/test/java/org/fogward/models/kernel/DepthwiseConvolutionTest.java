package org.fogward.models.kernel;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every depthwise convolution does, against naive loops in double precision. */
@Tag("lanes")
class DepthwiseConvolutionTest {

    private static final int[] SIZES = {1, 2, 3, 4, 5, 6, 7, 12};

    private final SplittableRandom random = new SplittableRandom(2);

    /** One image: its size without the border, and where weights and outputs begin. */
    private record Image(int height, int width, int stride, int channels, int offset) {

        int paddedWidth() {
            return width + 2;
        }

        int padded() {
            return (height + 2) * paddedWidth() * channels;
        }

        int outHeight() {
            return Math.ceilDiv(height, stride);
        }

        int outWidth() {
            return Math.ceilDiv(width, stride);
        }

        int outputs() {
            return outHeight() * outWidth() * channels;
        }

        int input(int y, int x, int position, int channel) {
            int row = y * stride + position / 3;
            int column = x * stride + position % 3;
            return (row * paddedWidth() + column) * channels + channel;
        }

        DepthwiseConvolution.Shape shape() {
            return new DepthwiseConvolution.Shape(channels, stride, paddedWidth(), outHeight(), outWidth());
        }
    }

    @ParameterizedTest
    @MethodSource("org.fogward.models.kernel.Implementation#withChannels")
    void forward_slides_each_channels_kernel(Implementation implementation, int channels) {
        forEachImage(channels, image -> checkForward(implementation.kernels(), image));
    }

    @ParameterizedTest
    @MethodSource("org.fogward.models.kernel.Implementation#withChannels")
    void gradients_are_added_to_what_is_there(Implementation implementation, int channels) {
        forEachImage(channels, image -> checkBackward(implementation.kernels(), image));
    }

    private static void forEachImage(int channels, Consumer<Image> check) {
        for (int stride = 1; stride <= 2; stride++) {
            for (int height : SIZES) {
                for (int width : SIZES) {
                    check.accept(new Image(height, width, stride, channels, (height + width) % 5));
                }
            }
        }
    }

    private void checkForward(Kernels kernels, Image image) {
        int channels = image.channels();
        Guarded padded = Guarded.random(random, 0, image.padded());
        Guarded weights = Guarded.random(random, image.offset(), 9 * channels);
        Guarded out = Guarded.random(random, 2 * image.offset(), image.outputs());
        kernels.depthwise(image.shape()).forward(padded.array(), weights.array(), weights.at(), out.array(), out.at());
        out.requireUntouchedGuards(image);
        for (int i = 0; i < out.length(); i++) {
            int y = i / channels / image.outWidth();
            int x = i / channels % image.outWidth();
            Expected expected = new Expected();
            for (int k = 0; k < 9; k++) {
                expected.add(padded.get(image.input(y, x, k, i % channels)), weights.get(k * channels + i % channels));
            }
            expected.require(out.get(i), image, i);
        }
    }

    private void checkBackward(Kernels kernels, Image image) {
        int channels = image.channels();
        Guarded padded = Guarded.random(random, 0, image.padded());
        Guarded weights = Guarded.random(random, image.offset(), 9 * channels);
        Guarded outGradient = Guarded.random(random, 0, image.outputs());
        Guarded startIn = Guarded.random(random, 0, image.padded());
        Guarded startWeights = Guarded.random(random, 0, 9 * channels);
        Guarded inGradient = startIn.copy();
        Guarded weightGradient = startWeights.copy();
        kernels.depthwise(image.shape())
                .backward(
                        padded.array(),
                        inGradient.array(),
                        weights.array(),
                        weights.at(),
                        outGradient.array(),
                        weightGradient.array());
        inGradient.requireUntouchedGuards(image);
        weightGradient.requireUntouchedGuards(image);
        Expected[] ofIn = startingFrom(startIn);
        Expected[] ofWeights = startingFrom(startWeights);
        for (int i = 0; i < outGradient.length(); i++) {
            int y = i / channels / image.outWidth();
            int x = i / channels % image.outWidth();
            for (int k = 0; k < 9; k++) {
                int input = image.input(y, x, k, i % channels);
                int weight = k * channels + i % channels;
                ofIn[input].add(outGradient.get(i), weights.get(weight));
                ofWeights[weight].add(outGradient.get(i), padded.get(input));
            }
        }
        require(ofIn, inGradient, image);
        require(ofWeights, weightGradient, image);
    }

    private static Expected[] startingFrom(Guarded start) {
        Expected[] expected = new Expected[start.length()];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = new Expected().add(start.get(i));
        }
        return expected;
    }

    private static void require(Expected[] expected, Guarded actual, Image image) {
        for (int i = 0; i < expected.length; i++) {
            expected[i].require(actual.get(i), image, i);
        }
    }
}
