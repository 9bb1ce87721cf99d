package org.fogward.models.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** A vector of channels at a time; sums stay in registers over all rows. */
record VectorChannelNormalization(int channels) implements ChannelNormalization {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = SPECIES.length();

    @Override
    public void addMoments(float[] values, int at, int rows, float[] sums, float[] squares) {
        for (int c = 0; c < channels; c += LANES) {
            FloatVector sum = load(sums, c);
            FloatVector square = load(squares, c);
            FloatVector otherSum = FloatVector.zero(SPECIES);
            FloatVector otherSquare = FloatVector.zero(SPECIES);
            int i = at + c;
            int row = 0;
            for (; row + 2 <= rows; row += 2, i += 2 * channels) {
                FloatVector value = load(values, i);
                FloatVector other = load(values, i + channels);
                sum = sum.add(value);
                square = value.fma(value, square);
                otherSum = otherSum.add(other);
                otherSquare = other.fma(other, otherSquare);
            }
            if (row < rows) {
                FloatVector value = load(values, i);
                sum = sum.add(value);
                square = value.fma(value, square);
            }
            sum.add(otherSum).intoArray(sums, c);
            square.add(otherSquare).intoArray(squares, c);
        }
    }

    @Override
    public void apply(
            float[] values, int at, float[] out, int outAt, int rows, Affine affine, Rectification rectification) {
        float[] factors = affine.factor();
        float[] summands = affine.summand();
        FloatVector floor = FloatVector.broadcast(SPECIES, rectification.floor());
        FloatVector cap = FloatVector.broadcast(SPECIES, rectification.cap());
        for (int row = 0, i = at, o = outAt; row < rows; row++, i += channels, o += channels) {
            for (int c = 0; c < channels; c += LANES) {
                load(values, i + c)
                        .fma(load(factors, c), load(summands, c))
                        .max(floor)
                        .min(cap)
                        .intoArray(out, o + c);
            }
        }
    }

    @Override
    public void applyAndAdd(
            float[] values, int at, float[] shortcut, int shortcutAt, float[] out, int outAt, int rows, Affine affine) {
        float[] factors = affine.factor();
        float[] summands = affine.summand();
        for (int row = 0, offset = 0; row < rows; row++, offset += channels) {
            for (int c = 0; c < channels; c += LANES) {
                load(values, at + offset + c)
                        .fma(load(factors, c), load(summands, c))
                        .add(load(shortcut, shortcutAt + offset + c))
                        .intoArray(out, outAt + offset + c);
            }
        }
    }

    @Override
    public void rectifyGradient(
            float[] gradient,
            int gradientAt,
            float[] values,
            int at,
            float[] out,
            int outAt,
            int rows,
            Affine affine,
            Rectification rectification,
            float[] sums,
            float[] products) {
        FloatVector floor = FloatVector.broadcast(SPECIES, rectification.floor());
        FloatVector cap = FloatVector.broadcast(SPECIES, rectification.cap());
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int c = 0; c < channels; c += LANES) {
            FloatVector factor = load(affine.factor(), c);
            FloatVector summand = load(affine.summand(), c);
            FloatVector sum = load(sums, c);
            FloatVector product = load(products, c);
            for (int row = 0, offset = c; row < rows; row++, offset += channels) {
                FloatVector value = load(values, at + offset);
                FloatVector mapped = value.fma(factor, summand);
                VectorMask<Float> passes =
                        mapped.compare(VectorOperators.GT, floor).and(mapped.compare(VectorOperators.LT, cap));
                FloatVector passed = zero.blend(load(gradient, gradientAt + offset), passes);
                passed.intoArray(out, outAt + offset);
                sum = sum.add(passed);
                product = passed.fma(value, product);
            }
            sum.intoArray(sums, c);
            product.intoArray(products, c);
        }
    }

    @Override
    public void combine(
            float[] gradient,
            int gradientAt,
            float[] values,
            int at,
            float[] out,
            int outAt,
            int rows,
            Combination combination) {
        float[] ofGradient = combination.ofGradient();
        float[] ofValue = combination.ofValue();
        float[] constant = combination.constant();
        for (int row = 0, offset = 0; row < rows; row++, offset += channels) {
            for (int c = 0; c < channels; c += LANES) {
                FloatVector rest = load(values, at + offset + c).fma(load(ofValue, c), load(constant, c));
                load(gradient, gradientAt + offset + c)
                        .fma(load(ofGradient, c), rest)
                        .intoArray(out, outAt + offset + c);
            }
        }
    }

    private static FloatVector load(float[] source, int at) {
        return FloatVector.fromArray(SPECIES, source, at);
    }
}
