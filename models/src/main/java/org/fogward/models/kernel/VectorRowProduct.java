package org.fogward.models.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows times a matrix, register-blocked: a block of rows times a block of columns is summed up in registers, so that each number
 * is loaded once for several products. Twelve sums are as many as sixteen vector registers hold beside their operands.
 */
record VectorRowProduct(int inChannels, int outChannels) {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final int ROWS = 4;

    /** Whether there is a vector of columns. */
    static boolean suits(int outChannels) {
        return outChannels >= LANES;
    }

    void multiply(float[] in, int inAt, float[] weights, int weightsAt, float[] out, int outAt, int rows) {
        int column = 0;
        for (; column + 3 * LANES <= outChannels; column += 3 * LANES) {
            threeWide(in, inAt, weights, weightsAt + column, out, outAt + column, rows);
        }
        for (; column + 2 * LANES <= outChannels; column += 2 * LANES) {
            twoWide(in, inAt, weights, weightsAt + column, out, outAt + column, rows);
        }
        for (; column + LANES <= outChannels; column += LANES) {
            oneWide(in, inAt, weights, weightsAt + column, out, outAt + column, rows);
        }
        if (column < outChannels) {
            // What is left fills no vector, so some columns before it are computed again, to the same bits.
            int last = outChannels - LANES;
            oneWide(in, inAt, weights, weightsAt + last, out, outAt + last, rows);
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
