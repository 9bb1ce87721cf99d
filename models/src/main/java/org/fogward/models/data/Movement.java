package org.fogward.models.data;

/**
 * How a body moves in one class of the generated wearable data. Times are counted in steps, so that pace is the
 * wearer's. The frequencies follow what is known of gait: steps at 1.5 to 2.3 Hz, Parkinsonian tremor at 4 to 6 Hz.
 */
enum Movement {
    WALKING(1, 0.5, 0.2, 0.1),
    CLIMBING(0.85, 0.12, 0.05, 0.6),
    LIMPING(0.95, 0.5, 0.2, 0.1),
    SHUFFLING(1.45, 0.3, 0.5, 0.25),
    TREMOR(0.2, 0.3, 0.1, 0),
    STUMBLING(1, 0.5, 0.2, 0.1);

    private final double pace;
    private final double second;
    private final double third;
    private final double lag;

    Movement(double pace, double second, double third, double lag) {
        this.pace = pace;
        this.second = second;
        this.third = third;
        this.lag = lag;
    }

    /** How much faster or slower than the wearer's usual steps. */
    double pace() {
        return pace;
    }

    /**
     * Where in the stride the body is. Who limps hurries over every other step.
     *
     * @param steps since the beginning, evenly counted
     * @param strength of what is particular about this movement, around 1
     */
    double phase(double steps, double strength) {
        return this == LIMPING ? steps + 0.22 * strength * StrictMath.sin(StrictMath.PI * steps) : steps;
    }

    /** How heavy the step at this phase is, around 1. */
    double weight(double phase, double strength) {
        double stride = StrictMath.sin(StrictMath.PI * phase);
        return this == LIMPING ? 1 + 0.45 * strength * stride : 1;
    }

    /** Acceleration up and down over a step. */
    double vertical(double phase) {
        return wave(phase, 0) + second * wave(2 * phase, 0.1) + third * wave(3 * phase, 0.3);
    }

    /** Acceleration forth and back over a step. */
    double forward(double phase) {
        return wave(phase, 0.25 + lag) + 0.5 * second * wave(2 * phase, lag);
    }

    /** Acceleration from side to side, over two steps. */
    double lateral(double phase) {
        return wave(phase / 2, 0.1);
    }

    private static double wave(double turns, double offset) {
        return StrictMath.cos(2 * StrictMath.PI * (turns - offset));
    }
}
