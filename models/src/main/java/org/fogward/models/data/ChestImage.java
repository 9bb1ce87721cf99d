package org.fogward.models.data;

import java.util.SplittableRandom;

/** Draws the densities of one chest image: a patient's anatomy in a pose, and a finding. */
final class ChestImage {

    private static final double INFILTRATE = 0.85;
    private static final double FLUID = 1;

    private final Thorax thorax;
    private final Finding finding;
    private final ValueNoise noise;
    private final double shiftX;
    private final double shiftY;
    private final double zoom;
    private final double turn;
    private final double severity;
    private final double side;
    private final double spotX;
    private final double spotY;
    private final double spotSize;

    ChestImage(Thorax thorax, Finding finding, SplittableRandom random) {
        this.thorax = thorax;
        this.finding = finding;
        this.noise = new ValueNoise(random);
        this.shiftX = random.nextDouble(-0.08, 0.08);
        this.shiftY = random.nextDouble(-0.1, 0.1);
        this.zoom = random.nextDouble(0.92, 1.08);
        this.turn = random.nextDouble(-0.08, 0.08);
        this.severity = random.nextDouble(0.6, 1);
        this.side = random.nextBoolean() ? 1 : -1;
        this.spotX = side * (thorax.lungX() + random.nextDouble(-0.12, 0.12));
        this.spotY = random.nextDouble(-0.42, 0.35);
        this.spotSize = random.nextDouble(0.22, 0.32);
    }

    /** Densities, row by row, about 0 to 1. */
    double[] densities(int pixels) {
        double[] densities = new double[pixels * pixels];
        for (int row = 0; row < pixels; row++) {
            for (int column = 0; column < pixels; column++) {
                double u = (2 * (column + 0.5) / pixels - 1) * zoom + shiftX;
                double v = (2 * (row + 0.5) / pixels - 1) * zoom + shiftY;
                densities[row * pixels + column] = density(u - turn * v, v + turn * u);
            }
        }
        return densities;
    }

    private double density(double x, double y) {
        double depth = thorax.lungDepth(x, y);
        double air = Thorax.smoothStep(depth / 0.2);
        double density = thorax.density(x, y) + 0.03 * noise.at(4 * x, 4 * y);
        if (air > 0) {
            density += air * vessels(x, y);
            density += air * filling(x, y) * Math.max(0, (finding == Finding.EFFUSION ? FLUID : INFILTRATE) - density);
        }
        return density;
    }

    /** Branching markings that grow weaker away from the middle. */
    private double vessels(double x, double y) {
        double near = StrictMath.exp(-3 * StrictMath.hypot(Math.abs(x) - 0.2, y) / 0.8);
        return thorax.vessels() * (0.4 + 2.5 * near) * ridge(6 * x, 6 * y);
    }

    /** Which share of the air at a point has given way to something denser. */
    private double filling(double x, double y) {
        return switch (finding) {
            case NORMAL -> 0;
            case LOBAR_OPACITY -> {
                double distance = StrictMath.hypot(x - spotX, 0.85 * (y - spotY)) / spotSize;
                double edge = distance + 0.3 * noise.at(4 * x + 20, 4 * y);
                yield (0.3 + 0.65 * severity) * Thorax.smoothStep((1.15 - edge) / 0.7);
            }
            case INTERSTITIAL -> (0.05 + 0.4 * severity) * ridge(10 * x + 7, 10 * y + 31);
            case EFFUSION -> {
                double outward = (x * side - thorax.lungX()) / thorax.lungWidth();
                double meniscus = 0.14 * outward * Math.abs(outward);
                double level = thorax.lungBase(x) - 0.1 - 0.42 * severity - meniscus;
                yield x * side < 0 ? 0 : 0.8 * Thorax.smoothStep((y - level) / 0.12);
            }
        };
    }

    /** Thin bright lines where smooth noise passes through zero. */
    private double ridge(double x, double y) {
        double line = 1 - Math.abs(noise.at(x, y)) / 0.35;
        return Math.max(0, line);
    }
}
