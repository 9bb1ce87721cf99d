package org.fogward.models.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** A vector of channels at a time, with the nine weights in registers along a row of the image. */
record VectorDepthwiseConvolution(Shape shape) implements DepthwiseConvolution {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = SPECIES.length();

    @Override
    public void forward(float[] padded, float[] weights, int weightsAt, float[] out, int outAt) {
        int channels = shape.channels();
        for (int y = 0; y < shape.outHeight(); y++) {
            for (int c = 0; c < channels; c += LANES) {
                row(padded, weights, weightsAt + c, out, y, c, outAt);
            }
        }
    }

    @Override
    public void backward(
            float[] padded,
            float[] paddedGradient,
            float[] weights,
            int weightsAt,
            float[] outGradient,
            float[] weightGradient) {
        int channels = shape.channels();
        for (int y = 0; y < shape.outHeight(); y++) {
            for (int c = 0; c < channels; c += LANES) {
                rowOfWeightGradient(padded, outGradient, weightGradient, y, c);
                rowOfInputGradient(paddedGradient, weights, weightsAt + c, outGradient, y, c);
            }
        }
    }

    private void row(float[] padded, float[] weights, int weightsAt, float[] out, int y, int channel, int outAt) {
        int channels = shape.channels();
        int rowLength = shape.paddedWidth() * channels;
        int step = shape.stride() * channels;
        FloatVector w0 = load(weights, weightsAt);
        FloatVector w1 = load(weights, weightsAt + channels);
        FloatVector w2 = load(weights, weightsAt + 2 * channels);
        FloatVector w3 = load(weights, weightsAt + 3 * channels);
        FloatVector w4 = load(weights, weightsAt + 4 * channels);
        FloatVector w5 = load(weights, weightsAt + 5 * channels);
        FloatVector w6 = load(weights, weightsAt + 6 * channels);
        FloatVector w7 = load(weights, weightsAt + 7 * channels);
        FloatVector w8 = load(weights, weightsAt + 8 * channels);
        int top = y * shape.stride() * rowLength + channel;
        int to = outAt + y * shape.outWidth() * channels + channel;
        for (int x = 0; x < shape.outWidth(); x++, top += step, to += channels) {
            int middle = top + rowLength;
            int bottom = middle + rowLength;
            FloatVector upper = load(padded, top).mul(w0);
            FloatVector centre = load(padded, middle).mul(w3);
            FloatVector lower = load(padded, bottom).mul(w6);
            upper = load(padded, top + channels).fma(w1, upper);
            centre = load(padded, middle + channels).fma(w4, centre);
            lower = load(padded, bottom + channels).fma(w7, lower);
            upper = load(padded, top + 2 * channels).fma(w2, upper);
            centre = load(padded, middle + 2 * channels).fma(w5, centre);
            lower = load(padded, bottom + 2 * channels).fma(w8, lower);
            upper.add(centre).add(lower).intoArray(out, to);
        }
    }

    private void rowOfWeightGradient(float[] padded, float[] outGradient, float[] weightGradient, int y, int channel) {
        int channels = shape.channels();
        int rowLength = shape.paddedWidth() * channels;
        int step = shape.stride() * channels;
        FloatVector g0 = load(weightGradient, channel);
        FloatVector g1 = load(weightGradient, channel + channels);
        FloatVector g2 = load(weightGradient, channel + 2 * channels);
        FloatVector g3 = load(weightGradient, channel + 3 * channels);
        FloatVector g4 = load(weightGradient, channel + 4 * channels);
        FloatVector g5 = load(weightGradient, channel + 5 * channels);
        FloatVector g6 = load(weightGradient, channel + 6 * channels);
        FloatVector g7 = load(weightGradient, channel + 7 * channels);
        FloatVector g8 = load(weightGradient, channel + 8 * channels);
        int top = y * shape.stride() * rowLength + channel;
        int from = y * shape.outWidth() * channels + channel;
        for (int x = 0; x < shape.outWidth(); x++, top += step, from += channels) {
            int middle = top + rowLength;
            int bottom = middle + rowLength;
            FloatVector gradient = load(outGradient, from);
            g0 = gradient.fma(load(padded, top), g0);
            g1 = gradient.fma(load(padded, top + channels), g1);
            g2 = gradient.fma(load(padded, top + 2 * channels), g2);
            g3 = gradient.fma(load(padded, middle), g3);
            g4 = gradient.fma(load(padded, middle + channels), g4);
            g5 = gradient.fma(load(padded, middle + 2 * channels), g5);
            g6 = gradient.fma(load(padded, bottom), g6);
            g7 = gradient.fma(load(padded, bottom + channels), g7);
            g8 = gradient.fma(load(padded, bottom + 2 * channels), g8);
        }
        g0.intoArray(weightGradient, channel);
        g1.intoArray(weightGradient, channel + channels);
        g2.intoArray(weightGradient, channel + 2 * channels);
        g3.intoArray(weightGradient, channel + 3 * channels);
        g4.intoArray(weightGradient, channel + 4 * channels);
        g5.intoArray(weightGradient, channel + 5 * channels);
        g6.intoArray(weightGradient, channel + 6 * channels);
        g7.intoArray(weightGradient, channel + 7 * channels);
        g8.intoArray(weightGradient, channel + 8 * channels);
    }

    private void rowOfInputGradient(
            float[] paddedGradient, float[] weights, int weightsAt, float[] outGradient, int y, int channel) {
        int channels = shape.channels();
        int rowLength = shape.paddedWidth() * channels;
        int step = shape.stride() * channels;
        FloatVector w0 = load(weights, weightsAt);
        FloatVector w1 = load(weights, weightsAt + channels);
        FloatVector w2 = load(weights, weightsAt + 2 * channels);
        FloatVector w3 = load(weights, weightsAt + 3 * channels);
        FloatVector w4 = load(weights, weightsAt + 4 * channels);
        FloatVector w5 = load(weights, weightsAt + 5 * channels);
        FloatVector w6 = load(weights, weightsAt + 6 * channels);
        FloatVector w7 = load(weights, weightsAt + 7 * channels);
        FloatVector w8 = load(weights, weightsAt + 8 * channels);
        int top = y * shape.stride() * rowLength + channel;
        int from = y * shape.outWidth() * channels + channel;
        for (int x = 0; x < shape.outWidth(); x++, top += step, from += channels) {
            int middle = top + rowLength;
            int bottom = middle + rowLength;
            FloatVector gradient = load(outGradient, from);
            add(gradient, w0, paddedGradient, top);
            add(gradient, w1, paddedGradient, top + channels);
            add(gradient, w2, paddedGradient, top + 2 * channels);
            add(gradient, w3, paddedGradient, middle);
            add(gradient, w4, paddedGradient, middle + channels);
            add(gradient, w5, paddedGradient, middle + 2 * channels);
            add(gradient, w6, paddedGradient, bottom);
            add(gradient, w7, paddedGradient, bottom + channels);
            add(gradient, w8, paddedGradient, bottom + 2 * channels);
        }
    }

    private static void add(FloatVector gradient, FloatVector weight, float[] to, int at) {
        gradient.fma(weight, load(to, at)).intoArray(to, at);
    }

    private static FloatVector load(float[] source, int at) {
        return FloatVector.fromArray(SPECIES, source, at);
    }
}
