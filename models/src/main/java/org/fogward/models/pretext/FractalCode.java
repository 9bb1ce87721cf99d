package org.fogward.models.pretext;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An iterated function system: maps, one of which is taken at random at each step.
 *
 * @param maps two to five
 * @param weights how often each is taken, relative to each other
 */
record FractalCode(List<AffineMap> maps, double[] weights) {

    private static final int MOST_MAPS = 5;
    private static final int CHAINS = 8;
    private static final int POINTS = 10_000;
    private static final int SETTLING = 12;
    private static final double FARTHEST = 50;
    private static final double LARGEST_SINGULAR_VALUE = 0.98;

    /**
     * Draws a system whose singular values add up to what makes a figure neither dust nor blot (Anderson and Farrell, "Improving
     * fractal pre-training", WACV 2022).
     */
    static FractalCode draw(SplittableRandom random) {
        while (true) {
            int count = random.nextInt(2, MOST_MAPS + 1);
            double[][] singular = new double[count][2];
            double sum = 0;
            for (double[] pair : singular) {
                double one = random.nextDouble(0.05, 1);
                double two = random.nextDouble(0.05, 1);
                pair[0] = Math.max(one, two);
                pair[1] = Math.min(one, two);
                sum += pair[0] + 2 * pair[1];
            }
            double factor = random.nextDouble(0.5 * (5 + count), 0.5 * (6 + count)) / sum;
            if (Arrays.stream(singular).anyMatch(pair -> pair[0] * factor >= LARGEST_SINGULAR_VALUE)) {
                continue;
            }
            List<AffineMap> maps = new ArrayList<>();
            for (double[] pair : singular) {
                maps.add(AffineMap.ofSingularValues(pair[0] * factor, pair[1] * factor, random));
            }
            return new FractalCode(
                    maps,
                    maps.stream()
                            .mapToDouble(map -> Math.abs(map.determinant()) + 0.02)
                            .toArray());
        }
    }

    FractalCode varied(double reach, SplittableRandom random) {
        double[] changed = Arrays.stream(weights)
                .map(weight -> weight * StrictMath.exp(5 * reach * random.nextGaussian()))
                .toArray();
        return new FractalCode(
                maps.stream().map(map -> map.varied(reach, random)).toList(), changed);
    }

    /** Points of the figure: x and y in turn. */
    float[] points(SplittableRandom random) {
        double all = Arrays.stream(weights).sum();
        float[] points = new float[2 * POINTS];
        double[] x = new double[CHAINS];
        double[] y = new double[CHAINS];
        int next = 0;
        for (int step = 0; next < POINTS; step++) {
            for (int chain = 0; chain < CHAINS && next < POINTS; chain++) {
                AffineMap map = maps.get(choose(random.nextDouble(all)));
                double right = map.a() * x[chain] + map.b() * y[chain] + map.e();
                double down = map.c() * x[chain] + map.d() * y[chain] + map.f();
                x[chain] = Math.clamp(right, -FARTHEST, FARTHEST);
                y[chain] = Math.clamp(down, -FARTHEST, FARTHEST);
                if (step >= SETTLING) {
                    points[2 * next] = (float) x[chain];
                    points[2 * next + 1] = (float) y[chain];
                    next++;
                }
            }
        }
        return points;
    }

    private int choose(double share) {
        double rest = share;
        int map = 0;
        while (map < weights.length - 1 && rest >= weights[map]) {
            rest -= weights[map];
            map++;
        }
        return map;
    }
}
