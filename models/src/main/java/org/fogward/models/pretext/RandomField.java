package org.fogward.models.pretext;

import java.util.SplittableRandom;

/**
 * A smooth random field: a sum of plane waves with random phases, which by the central limit theorem is nearly Gaussian.
 *
 * @param slope how fast amplitudes fall with frequency; not read where there is a band
 * @param band the one frequency, in waves per pixel; 0 for all frequencies
 * @param anisotropy how much waves keep to one direction; 0 for not at all
 * @param direction that direction, in radians
 */
record RandomField(double slope, double band, double anisotropy, double direction) {

    private static final int WAVES = 32;
    private static final double LOWEST = 0.008;
    private static final double HIGHEST = 0.35;
    private static final double BAND_WIDTH = 0.18;

    /** A field without direction whose amplitudes fall with frequency. */
    static RandomField falling(double slope) {
        return new RandomField(slope, 0, 0, 0);
    }

    /** The field's values, with mean 0 and about variance 1. */
    float[] values(int pixels, SplittableRandom random) {
        float[] values = new float[pixels * pixels];
        double energy = 0;
        for (int wave = 0; wave < WAVES; wave++) {
            double frequency = band > 0
                    ? band * StrictMath.exp(BAND_WIDTH * random.nextGaussian())
                    : LOWEST * StrictMath.pow(HIGHEST / LOWEST, random.nextDouble());
            // Frequencies are drawn evenly over their logarithm, where a slope of 1 in the plane is level.
            double amplitude = band > 0 ? 1 : StrictMath.pow(frequency / LOWEST, 1 - slope);
            double angle = direction + random.nextDouble(-1, 1) * StrictMath.PI / (1 + 3 * anisotropy);
            addWave(values, pixels, frequency, angle, amplitude, random.nextDouble(2 * StrictMath.PI));
            energy += amplitude * amplitude / 2;
        }
        float factor = (float) (1 / Math.sqrt(energy));
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return values;
    }

    /** Goes from pixel to pixel by turning a pointer, which is cheaper than a cosine for each. */
    private static void addWave(
            float[] values, int pixels, double frequency, double angle, double amplitude, double phase) {
        double right = 2 * StrictMath.PI * frequency * StrictMath.cos(angle);
        double down = 2 * StrictMath.PI * frequency * StrictMath.sin(angle);
        float turnReal = (float) StrictMath.cos(right);
        float turnImaginary = (float) StrictMath.sin(right);
        for (int y = 0; y < pixels; y++) {
            float real = (float) (amplitude * StrictMath.cos(phase + y * down));
            float imaginary = (float) (amplitude * StrictMath.sin(phase + y * down));
            for (int at = y * pixels; at < (y + 1) * pixels; at++) {
                values[at] += real;
                float next = real * turnReal - imaginary * turnImaginary;
                imaginary = real * turnImaginary + imaginary * turnReal;
                real = next;
            }
        }
    }
}
