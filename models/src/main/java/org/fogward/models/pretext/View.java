package org.fogward.models.pretext;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How a figure of points is laid onto an image, after it was made to fit.
 *
 * @param turn in radians
 * @param zoom 1 fills the image
 * @param right shift, in halves of the image
 * @param down likewise
 */
record View(double turn, double zoom, double right, double down) {

    static final View WHOLE = new View(0, 0.92, 0, 0);
    private static final double TAIL = 0.01;
    /** A part of the points tells as much as all. */
    private static final int EVERY = 8;

    static View draw(SplittableRandom random) {
        return new View(
                random.nextDouble(-0.6, 0.6),
                random.nextDouble(0.7, 1.15),
                random.nextDouble(-0.15, 0.15),
                random.nextDouble(-0.15, 0.15));
    }

    /** Counts how many points fall on each pixel. */
    void plot(float[] points, Canvas canvas) {
        double[] across = range(points, 0);
        double[] along = range(points, 1);
        double size = Math.max(across[1] - across[0], along[1] - along[0]) + 1e-3;
        double cosine = StrictMath.cos(turn) * zoom * canvas.pixels() / size;
        double sine = StrictMath.sin(turn) * zoom * canvas.pixels() / size;
        double middle = canvas.pixels() / 2.0;
        for (int i = 0; i < points.length; i += 2) {
            double x = points[i] - (across[0] + across[1]) / 2;
            double y = points[i + 1] - (along[0] + along[1]) / 2;
            int column = (int) StrictMath.floor(cosine * x - sine * y + middle * (1 + right));
            int row = (int) StrictMath.floor(sine * x + cosine * y + middle * (1 + down));
            if (column >= 0 && column < canvas.pixels() && row >= 0 && row < canvas.pixels()) {
                canvas.values()[row * canvas.pixels() + column]++;
            }
        }
    }

    /** From where to where nearly all points lie. */
    private static double[] range(float[] points, int axis) {
        float[] sorted = new float[points.length / (2 * EVERY)];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = points[2 * EVERY * i + axis];
        }
        Arrays.sort(sorted);
        int tail = (int) (TAIL * sorted.length);
        return new double[] {sorted[tail], sorted[sorted.length - 1 - tail]};
    }
}
