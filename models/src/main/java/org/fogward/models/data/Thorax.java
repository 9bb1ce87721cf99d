package org.fogward.models.data;

import java.util.SplittableRandom;

/**
 * One made-up patient's anatomy, in units where the image reaches from -1 to 1; y points down.
 *
 * @param bodyWidth half the body's width
 * @param lungX distance of the lungs' middle from the spine
 * @param lungWidth half a lung's width
 * @param lungHeight half a lung's height
 * @param heartSize radius of the heart
 * @param heartX how far the heart lies to the patient's left
 * @param ribSpacing distance between two ribs
 * @param ribSlope how far a rib falls towards the side
 * @param softTissue density that lies over the lower lungs
 * @param vessels strength of the normal markings of the lung
 */
record Thorax(
        double bodyWidth,
        double lungX,
        double lungWidth,
        double lungHeight,
        double heartSize,
        double heartX,
        double ribSpacing,
        double ribSlope,
        double softTissue,
        double vessels) {

    static Thorax draw(SplittableRandom random) {
        return new Thorax(
                random.nextDouble(0.86, 0.98),
                random.nextDouble(0.4, 0.46),
                random.nextDouble(0.28, 0.36),
                random.nextDouble(0.6, 0.75),
                random.nextDouble(0.24, 0.36),
                random.nextDouble(0.06, 0.18),
                random.nextDouble(0.15, 0.21),
                random.nextDouble(0.15, 0.4),
                random.nextDouble(0, 0.16),
                random.nextDouble(0.05, 0.14));
    }

    /** How deep inside a lung a point lies: 1 in its middle, 0 at its edge, negative outside. */
    double lungDepth(double x, double y) {
        double across = (Math.abs(x) - lungX) / lungWidth;
        double along = (y + 0.05) / lungHeight;
        // Lungs are narrow at the top, and the diaphragm cuts them off below, higher over the liver.
        double narrowing = 1 + 0.45 * Math.max(0, -along);
        double ellipse = 1 - across * across * narrowing * narrowing - StrictMath.pow(Math.abs(along), 3);
        double diaphragm = lungBase(x) - y - 0.25 * across * across;
        return Math.min(ellipse, 4 * diaphragm);
    }

    /** Where the diaphragm's dome stands under a point. */
    double lungBase(double x) {
        return lungHeight - (x < 0 ? 0.17 : 0.12);
    }

    /** Density of ribs, spine, heart and soft tissue at a point. */
    double density(double x, double y) {
        double depth = lungDepth(x, y);
        double air = smoothStep(depth / 0.25);
        double body = smoothStep((bodyWidth - Math.abs(x) - 0.25 * Math.max(0, -y - 0.6)) / 0.06);
        double heart = smoothStep((heartSize - StrictMath.hypot((x - heartX) * 1.1, (y - 0.28) * 0.85)) / 0.08);
        double spine = smoothStep((0.09 - Math.abs(x)) / 0.04);
        double lung = 0.22 + softTissue * smoothStep((y + 0.1) / 0.5) + 0.14 * rib(x, y);
        double tissue = 0.72 + 0.1 * spine + 0.05 * rib(x, y);
        double inside = tissue + air * (lung - tissue);
        return body * (inside + heart * Math.max(0, 0.85 - inside));
    }

    private double rib(double x, double y) {
        double along = y - ribSlope * x * x + 0.08 * Math.abs(x);
        double wave = StrictMath.cos(2 * StrictMath.PI * along / ribSpacing);
        return smoothStep((wave - 0.35) / 0.4);
    }

    static double smoothStep(double share) {
        double s = Math.clamp(share, 0, 1);
        return s * s * (3 - 2 * s);
    }
}
