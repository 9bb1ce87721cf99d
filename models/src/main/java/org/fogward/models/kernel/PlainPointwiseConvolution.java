package org.fogward.models.kernel;

import java.util.Arrays;

record PlainPointwiseConvolution(int inChannels, int outChannels) implements PointwiseConvolution {

    @Override
    public void forward(float[] in, int inAt, float[] weights, int weightsAt, float[] out, int outAt, int rows) {
        for (int row = 0; row < rows; row++) {
            int to = outAt + row * outChannels;
            Arrays.fill(out, to, to + outChannels, 0f);
            for (int i = 0; i < inChannels; i++) {
                add(in[inAt + row * inChannels + i], weights, weightsAt + i * outChannels, out, to);
            }
        }
    }

    @Override
    public void addWeightGradient(
            float[] in,
            int inAt,
            float[] outGradient,
            int outGradientAt,
            float[] weightGradient,
            int weightGradientAt,
            int rows) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < inChannels; i++) {
                add(
                        in[inAt + row * inChannels + i],
                        outGradient,
                        outGradientAt + row * outChannels,
                        weightGradient,
                        weightGradientAt + i * outChannels);
            }
        }
    }

    private void add(float factor, float[] source, int from, float[] target, int to) {
        for (int o = 0; o < outChannels; o++) {
            target[to + o] += factor * source[from + o];
        }
    }
}
