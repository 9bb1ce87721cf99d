package org.fogward.models.data;

import java.util.SplittableRandom;

/**
 * How one made-up hospital takes its images.
 *
 * @param name the source
 * @param gamma bend of the grey scale
 * @param contrast standard deviation of a typical image, in grey levels
 * @param blur share of each pixel that is spread to its neighbours, 0 to 1
 * @param noise standard deviation, in units of density; softened like all the rest
 */
record ImagingSite(String name, double gamma, double contrast, double blur, double noise) {

    static ImagingSite draw(String name, SplittableRandom random) {
        return new ImagingSite(
                name,
                random.nextDouble(0.8, 1.25),
                random.nextDouble(40, 56),
                random.nextDouble(0.5, 0.8),
                random.nextDouble(0.02, 0.05));
    }

    /** Turns densities into grey levels. Exposure varies by chance: an image's mean and contrast say nothing about it. */
    float[] expose(double[] densities, int pixels, SplittableRandom random) {
        double[] film = new double[densities.length];
        for (int i = 0; i < film.length; i++) {
            film[i] = densities[i] + noise * random.nextGaussian();
        }
        film = spread(spread(film, pixels), pixels);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < film.length; i++) {
            film[i] = StrictMath.pow(Math.clamp(film[i], 0, 1.5), gamma);
            sum += film[i];
            squares += film[i] * film[i];
        }
        double mean = sum / film.length;
        double deviation = StrictMath.sqrt(squares / film.length - mean * mean);
        double brightness = random.nextDouble(105, 150);
        double gain = contrast * random.nextDouble(0.85, 1.15) / deviation;
        float[] grey = new float[film.length];
        for (int i = 0; i < grey.length; i++) {
            double level = brightness + gain * (film[i] - mean);
            grey[i] = Math.clamp(StrictMath.round(level), 0, 255);
        }
        return grey;
    }

    private double[] spread(double[] densities, int pixels) {
        double[] film = new double[densities.length];
        for (int y = 0; y < pixels; y++) {
            for (int x = 0; x < pixels; x++) {
                int up = Math.max(0, y - 1) * pixels;
                int down = Math.min(pixels - 1, y + 1) * pixels;
                int left = Math.max(0, x - 1);
                int right = Math.min(pixels - 1, x + 1);
                double around = densities[up + x]
                        + densities[down + x]
                        + densities[y * pixels + left]
                        + densities[y * pixels + right];
                film[y * pixels + x] = (1 - blur) * densities[y * pixels + x] + blur * around / 4;
            }
        }
        return film;
    }
}
