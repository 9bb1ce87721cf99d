package org.fogward.models.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register-blocked: a block of rows times a block of columns is summed up in registers, so that each number is loaded once for
 * several products. Twelve sums are as many as sixteen vector registers hold beside their operands.
 */
record VectorPointwiseConvolution(int inChannels, int outChannels) implements PointwiseConvolution {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final int ROWS = 4;

    @Override
    public void forward(float[] in, int inAt, float[] weights, int weightsAt, float[] out, int outAt, int rows) {
        int column = 0;
        for (; column + 3 * LANES <= outChannels; column += 3 * LANES) {
            threeWide(in, inAt, weights, weightsAt + column, out, outAt + column, rows);
        }
        for (; column + 2 * LANES <= outChannels; column += 2 * LANES) {
            twoWide(in, inAt, weights, weightsAt + column, out, outAt + column, rows);
        }
        for (; column < outChannels; column += LANES) {
            oneWide(in, inAt, weights, weightsAt + column, out, outAt + column, rows);
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
        int row = 0;
        for (; row + ROWS <= inChannels; row += ROWS) {
            int to = weightGradientAt + row * outChannels;
            int column = 0;
            for (; column + 3 * LANES <= outChannels; column += 3 * LANES) {
                gradientThreeWide(
                        in, inAt + row, outGradient, outGradientAt + column, weightGradient, to + column, rows);
            }
            for (; column < outChannels; column += LANES) {
                gradientOneWide(in, inAt + row, outGradient, outGradientAt + column, weightGradient, to + column, rows);
            }
        }
        for (; row < inChannels; row++) {
            int to = weightGradientAt + row * outChannels;
            for (int column = 0; column < outChannels; column += LANES) {
                gradientOfOneInput(
                        in, inAt + row, outGradient, outGradientAt + column, weightGradient, to + column, rows);
            }
        }
    }

    private void threeWide(float[] in, int inAt, float[] weights, int weightsAt, float[] out, int outAt, int rows) {
        FloatVector zero = FloatVector.zero(SPECIES);
        int row = 0;
        for (; row + ROWS <= rows; row += ROWS) {
            int in0 = inAt + row * inChannels;
            int in1 = in0 + inChannels;
            int in2 = in1 + inChannels;
            int in3 = in2 + inChannels;
            FloatVector s00 = zero;
            FloatVector s01 = zero;
            FloatVector s02 = zero;
            FloatVector s10 = zero;
            FloatVector s11 = zero;
            FloatVector s12 = zero;
            FloatVector s20 = zero;
            FloatVector s21 = zero;
            FloatVector s22 = zero;
            FloatVector s30 = zero;
            FloatVector s31 = zero;
            FloatVector s32 = zero;
            for (int i = 0, w = weightsAt; i < inChannels; i++, w += outChannels) {
                FloatVector w0 = load(weights, w);
                FloatVector w1 = load(weights, w + LANES);
                FloatVector w2 = load(weights, w + 2 * LANES);
                FloatVector value = broadcast(in[in0 + i]);
                s00 = value.fma(w0, s00);
                s01 = value.fma(w1, s01);
                s02 = value.fma(w2, s02);
                value = broadcast(in[in1 + i]);
                s10 = value.fma(w0, s10);
                s11 = value.fma(w1, s11);
                s12 = value.fma(w2, s12);
                value = broadcast(in[in2 + i]);
                s20 = value.fma(w0, s20);
                s21 = value.fma(w1, s21);
                s22 = value.fma(w2, s22);
                value = broadcast(in[in3 + i]);
                s30 = value.fma(w0, s30);
                s31 = value.fma(w1, s31);
                s32 = value.fma(w2, s32);
            }
            int o = outAt + row * outChannels;
            store(s00, s01, s02, out, o);
            store(s10, s11, s12, out, o + outChannels);
            store(s20, s21, s22, out, o + 2 * outChannels);
            store(s30, s31, s32, out, o + 3 * outChannels);
        }
        for (; row < rows; row++) {
            int in0 = inAt + row * inChannels;
            FloatVector s0 = zero;
            FloatVector s1 = zero;
            FloatVector s2 = zero;
            for (int i = 0, w = weightsAt; i < inChannels; i++, w += outChannels) {
                FloatVector value = broadcast(in[in0 + i]);
                s0 = value.fma(load(weights, w), s0);
                s1 = value.fma(load(weights, w + LANES), s1);
                s2 = value.fma(load(weights, w + 2 * LANES), s2);
            }
            store(s0, s1, s2, out, outAt + row * outChannels);
        }
    }

    private void twoWide(float[] in, int inAt, float[] weights, int weightsAt, float[] out, int outAt, int rows) {
        FloatVector zero = FloatVector.zero(SPECIES);
        int row = 0;
        for (; row + ROWS <= rows; row += ROWS) {
            int in0 = inAt + row * inChannels;
            int in1 = in0 + inChannels;
            int in2 = in1 + inChannels;
            int in3 = in2 + inChannels;
            FloatVector s00 = zero;
            FloatVector s01 = zero;
            FloatVector s10 = zero;
            FloatVector s11 = zero;
            FloatVector s20 = zero;
            FloatVector s21 = zero;
            FloatVector s30 = zero;
            FloatVector s31 = zero;
            for (int i = 0, w = weightsAt; i < inChannels; i++, w += outChannels) {
                FloatVector w0 = load(weights, w);
                FloatVector w1 = load(weights, w + LANES);
                FloatVector value = broadcast(in[in0 + i]);
                s00 = value.fma(w0, s00);
                s01 = value.fma(w1, s01);
                value = broadcast(in[in1 + i]);
                s10 = value.fma(w0, s10);
                s11 = value.fma(w1, s11);
                value = broadcast(in[in2 + i]);
                s20 = value.fma(w0, s20);
                s21 = value.fma(w1, s21);
                value = broadcast(in[in3 + i]);
                s30 = value.fma(w0, s30);
                s31 = value.fma(w1, s31);
            }
            int o = outAt + row * outChannels;
            store(s00, s01, out, o);
            store(s10, s11, out, o + outChannels);
            store(s20, s21, out, o + 2 * outChannels);
            store(s30, s31, out, o + 3 * outChannels);
        }
        for (; row < rows; row++) {
            int in0 = inAt + row * inChannels;
            FloatVector s0 = zero;
            FloatVector s1 = zero;
            for (int i = 0, w = weightsAt; i < inChannels; i++, w += outChannels) {
                FloatVector value = broadcast(in[in0 + i]);
                s0 = value.fma(load(weights, w), s0);
                s1 = value.fma(load(weights, w + LANES), s1);
            }
            store(s0, s1, out, outAt + row * outChannels);
        }
    }

    private void oneWide(float[] in, int inAt, float[] weights, int weightsAt, float[] out, int outAt, int rows) {
        FloatVector zero = FloatVector.zero(SPECIES);
        int row = 0;
        for (; row + 2 * ROWS <= rows; row += 2 * ROWS) {
            FloatVector s0 = zero;
            FloatVector s1 = zero;
            FloatVector s2 = zero;
            FloatVector s3 = zero;
            FloatVector s4 = zero;
            FloatVector s5 = zero;
            FloatVector s6 = zero;
            FloatVector s7 = zero;
            int at = inAt + row * inChannels;
            for (int i = at, w = weightsAt; i < at + inChannels; i++, w += outChannels) {
                FloatVector w0 = load(weights, w);
                s0 = broadcast(in[i]).fma(w0, s0);
                s1 = broadcast(in[i + inChannels]).fma(w0, s1);
                s2 = broadcast(in[i + 2 * inChannels]).fma(w0, s2);
                s3 = broadcast(in[i + 3 * inChannels]).fma(w0, s3);
                s4 = broadcast(in[i + 4 * inChannels]).fma(w0, s4);
                s5 = broadcast(in[i + 5 * inChannels]).fma(w0, s5);
                s6 = broadcast(in[i + 6 * inChannels]).fma(w0, s6);
                s7 = broadcast(in[i + 7 * inChannels]).fma(w0, s7);
            }
            int o = outAt + row * outChannels;
            s0.intoArray(out, o);
            s1.intoArray(out, o + outChannels);
            s2.intoArray(out, o + 2 * outChannels);
            s3.intoArray(out, o + 3 * outChannels);
            s4.intoArray(out, o + 4 * outChannels);
            s5.intoArray(out, o + 5 * outChannels);
            s6.intoArray(out, o + 6 * outChannels);
            s7.intoArray(out, o + 7 * outChannels);
        }
        for (; row < rows; row++) {
            FloatVector s0 = zero;
            for (int i = 0, w = weightsAt; i < inChannels; i++, w += outChannels) {
                s0 = broadcast(in[inAt + row * inChannels + i]).fma(load(weights, w), s0);
            }
            s0.intoArray(out, outAt + row * outChannels);
        }
    }

    private void gradientThreeWide(
            float[] in, int inAt, float[] gradient, int gradientAt, float[] to, int at, int rows) {
        int at1 = at + outChannels;
        int at2 = at1 + outChannels;
        int at3 = at2 + outChannels;
        FloatVector s00 = load(to, at);
        FloatVector s01 = load(to, at + LANES);
        FloatVector s02 = load(to, at + 2 * LANES);
        FloatVector s10 = load(to, at1);
        FloatVector s11 = load(to, at1 + LANES);
        FloatVector s12 = load(to, at1 + 2 * LANES);
        FloatVector s20 = load(to, at2);
        FloatVector s21 = load(to, at2 + LANES);
        FloatVector s22 = load(to, at2 + 2 * LANES);
        FloatVector s30 = load(to, at3);
        FloatVector s31 = load(to, at3 + LANES);
        FloatVector s32 = load(to, at3 + 2 * LANES);
        for (int row = 0, i = inAt, g = gradientAt; row < rows; row++, i += inChannels, g += outChannels) {
            FloatVector g0 = load(gradient, g);
            FloatVector g1 = load(gradient, g + LANES);
            FloatVector g2 = load(gradient, g + 2 * LANES);
            FloatVector value = broadcast(in[i]);
            s00 = value.fma(g0, s00);
            s01 = value.fma(g1, s01);
            s02 = value.fma(g2, s02);
            value = broadcast(in[i + 1]);
            s10 = value.fma(g0, s10);
            s11 = value.fma(g1, s11);
            s12 = value.fma(g2, s12);
            value = broadcast(in[i + 2]);
            s20 = value.fma(g0, s20);
            s21 = value.fma(g1, s21);
            s22 = value.fma(g2, s22);
            value = broadcast(in[i + 3]);
            s30 = value.fma(g0, s30);
            s31 = value.fma(g1, s31);
            s32 = value.fma(g2, s32);
        }
        store(s00, s01, s02, to, at);
        store(s10, s11, s12, to, at1);
        store(s20, s21, s22, to, at2);
        store(s30, s31, s32, to, at3);
    }

    /** Two rows at a time, because four sums alone would wait for each other. */
    private void gradientOneWide(float[] in, int inAt, float[] gradient, int gradientAt, float[] to, int at, int rows) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s0 = load(to, at);
        FloatVector s1 = load(to, at + outChannels);
        FloatVector s2 = load(to, at + 2 * outChannels);
        FloatVector s3 = load(to, at + 3 * outChannels);
        FloatVector t0 = zero;
        FloatVector t1 = zero;
        FloatVector t2 = zero;
        FloatVector t3 = zero;
        int row = 0;
        int i = inAt;
        int g = gradientAt;
        for (; row + 2 <= rows; row += 2, i += 2 * inChannels, g += 2 * outChannels) {
            FloatVector g0 = load(gradient, g);
            s0 = broadcast(in[i]).fma(g0, s0);
            s1 = broadcast(in[i + 1]).fma(g0, s1);
            s2 = broadcast(in[i + 2]).fma(g0, s2);
            s3 = broadcast(in[i + 3]).fma(g0, s3);
            FloatVector g1 = load(gradient, g + outChannels);
            int next = i + inChannels;
            t0 = broadcast(in[next]).fma(g1, t0);
            t1 = broadcast(in[next + 1]).fma(g1, t1);
            t2 = broadcast(in[next + 2]).fma(g1, t2);
            t3 = broadcast(in[next + 3]).fma(g1, t3);
        }
        if (row < rows) {
            FloatVector g0 = load(gradient, g);
            s0 = broadcast(in[i]).fma(g0, s0);
            s1 = broadcast(in[i + 1]).fma(g0, s1);
            s2 = broadcast(in[i + 2]).fma(g0, s2);
            s3 = broadcast(in[i + 3]).fma(g0, s3);
        }
        s0.add(t0).intoArray(to, at);
        s1.add(t1).intoArray(to, at + outChannels);
        s2.add(t2).intoArray(to, at + 2 * outChannels);
        s3.add(t3).intoArray(to, at + 3 * outChannels);
    }

    private void gradientOfOneInput(
            float[] in, int inAt, float[] gradient, int gradientAt, float[] to, int at, int rows) {
        FloatVector sum = load(to, at);
        for (int row = 0; row < rows; row++) {
            sum = broadcast(in[inAt + row * inChannels]).fma(load(gradient, gradientAt + row * outChannels), sum);
        }
        sum.intoArray(to, at);
    }

    private static FloatVector load(float[] source, int at) {
        return FloatVector.fromArray(SPECIES, source, at);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    private static void store(FloatVector first, FloatVector second, float[] to, int at) {
        first.intoArray(to, at);
        second.intoArray(to, at + LANES);
    }

    private static void store(FloatVector first, FloatVector second, FloatVector third, float[] to, int at) {
        first.intoArray(to, at);
        second.intoArray(to, at + LANES);
        third.intoArray(to, at + 2 * LANES);
    }
}
