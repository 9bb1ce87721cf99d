package org.fogward.models.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sum over rows of a row's values times its gradient, register-blocked: for four values and a block of gradients the sums stay
 * in registers over all rows.
 */
record VectorOuterProduct(int inChannels, int outChannels) {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final int VALUES = 4;

    /** Whether there are values enough, and gradients fill vectors. */
    static boolean suits(int inChannels, int outChannels) {
        return inChannels >= VALUES && outChannels % LANES == 0;
    }

    void add(float[] in, int inAt, float[] gradient, int gradientAt, float[] sums, int sumsAt, int rows) {
        for (int value = 0; value < inChannels; value += VALUES) {
            // The last four may overlap those before; what is done already is computed in vain and not stored.
            int first = Math.min(value, inChannels - VALUES);
            int to = sumsAt + first * outChannels;
            int column = 0;
            for (; column + 3 * LANES <= outChannels; column += 3 * LANES) {
                threeWide(in, inAt + first, gradient, gradientAt + column, sums, to + column, rows, value - first);
            }
            for (; column < outChannels; column += LANES) {
                oneWide(in, inAt + first, gradient, gradientAt + column, sums, to + column, rows, value - first);
            }
        }
    }

    private void threeWide(
            float[] in, int inAt, float[] gradient, int gradientAt, float[] to, int at, int rows, int done) {
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
        if (done == 0) {
            store(s00, s01, s02, to, at);
        }
        if (done <= 1) {
            store(s10, s11, s12, to, at1);
        }
        if (done <= 2) {
            store(s20, s21, s22, to, at2);
        }
        store(s30, s31, s32, to, at3);
    }

    /** Two rows at a time, because four sums alone would wait for each other. */
    private void oneWide(
            float[] in, int inAt, float[] gradient, int gradientAt, float[] to, int at, int rows, int done) {
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
        if (done == 0) {
            s0.add(t0).intoArray(to, at);
        }
        if (done <= 1) {
            s1.add(t1).intoArray(to, at + outChannels);
        }
        if (done <= 2) {
            s2.add(t2).intoArray(to, at + 2 * outChannels);
        }
        s3.add(t3).intoArray(to, at + 3 * outChannels);
    }

    private static FloatVector load(float[] source, int at) {
        return FloatVector.fromArray(SPECIES, source, at);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    private static void store(FloatVector first, FloatVector second, FloatVector third, float[] to, int at) {
        first.intoArray(to, at);
        second.intoArray(to, at + LANES);
        third.intoArray(to, at + 2 * LANES);
    }
}
