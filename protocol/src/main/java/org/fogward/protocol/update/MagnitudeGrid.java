package org.fogward.protocol.update;

/**
 * Magnitudes on a logarithmic grid of {@value #STEPS} steps an octave, by whole numbers: 0 is 1, {@value #STEPS} is 2. Exact, so
 * that they are the same on every machine. Smaller magnitudes than {@link Float#MIN_NORMAL} have no place on it.
 */
final class MagnitudeGrid {
    static final int STEPS = 4;
    static final int LOWEST = Float.MIN_EXPONENT * STEPS;
    static final int HIGHEST = Float.MAX_EXPONENT * STEPS + STEPS - 1;

    /** 2^(step/4) and, for rounding, 2^((step+1/2)/4), from the first step. */
    private static final double[] OCTAVE = {1, 1.189207115002721, 1.4142135623730951, 1.681792830507429};

    private static final double[] BETWEEN = {
        1.0905077326652577, 1.2968395546510096, 1.5422108254079407, 1.8340080864093424
    };

    private MagnitudeGrid() {}

    static float magnitude(int place) {
        return (float) Math.scalb(OCTAVE[Math.floorMod(place, STEPS)], Math.floorDiv(place, STEPS));
    }

    /** The nearest place. */
    static int nearest(double magnitude) {
        return place(magnitude, BETWEEN, 0);
    }

    /** The highest place that is not above. */
    static int below(float magnitude) {
        int place = place(magnitude, OCTAVE, -1);
        // The grid's floats may be rounded up.
        return place < HIGHEST && magnitude(place + 1) == magnitude ? place + 1 : place;
    }

    /** The lowest place that is not below, or the highest of all. */
    static int above(float magnitude) {
        int below = below(magnitude);
        return below == HIGHEST || magnitude(below) == magnitude ? below : below + 1;
    }

    private static int place(double magnitude, double[] limits, int before) {
        int exponent = Math.clamp(Math.getExponent(magnitude), Float.MIN_EXPONENT, Float.MAX_EXPONENT);
        double fraction = Math.scalb(magnitude, -exponent);
        int step = before;
        for (double limit : limits) {
            step += fraction >= limit ? 1 : 0;
        }
        return Math.clamp((long) exponent * STEPS + step, LOWEST, HIGHEST);
    }
}
