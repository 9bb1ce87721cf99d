package org.fogward.models.data;

import java.util.SplittableRandom;

/** Draws one window of a wearer's movement. Its amplitude is drawn last, so that it says nothing about the movement. */
final class MovementWindow {

    private static final double RATE_HZ = 50;
    private static final double LARGEST_WOBBLE = 0.12;
    private static final int AXES = 3;

    private final SampleShape shape;
    private final Movement movement;
    private final Wearer wearer;
    private final SplittableRandom random;

    private final double stepsPerSample;
    private final double start;
    private final double strength;
    private final double tremorHz;
    private final double eventAt;

    MovementWindow(SampleShape shape, Movement movement, Wearer wearer, SplittableRandom random) {
        this.shape = shape;
        this.movement = movement;
        this.wearer = wearer;
        this.random = random;
        this.stepsPerSample = wearer.pace() * movement.pace() * random.nextDouble(0.92, 1.08) / RATE_HZ;
        this.start = random.nextDouble(2);
        this.strength = random.nextDouble(0.45, 1.2);
        this.tremorHz = random.nextDouble(4, 6);
        this.eventAt = random.nextDouble(0.25, 0.75) * shape.width() / RATE_HZ;
    }

    float[] values() {
        int steps = shape.width();
        double[][] acceleration = new double[steps][];
        double[][] turn = new double[steps][];
        for (int t = 0; t < steps; t++) {
            double phase = movement.phase(start + t * stepsPerSample, strength);
            double weight = movement.weight(phase, strength)
                    * (1 + wearer.asymmetry() * StrictMath.sin(StrictMath.PI * phase))
                    * gait(t / RATE_HZ);
            double event = event(t / RATE_HZ);
            double up = weight * movement.vertical(phase) + event;
            double ahead = 0.7 * weight * movement.forward(phase) + 0.8 * event;
            double aside = wearer.sway() * weight * movement.lateral(phase) - 0.4 * event;
            acceleration[t] = new double[] {ahead, aside, up};
            turn[t] = new double[] {
                aside + 0.3 * up, 0.6 * ahead - 0.5 * event, wearer.sway() * movement.lateral(phase + 0.3) + event
            };
        }
        return assemble(scaled(acceleration, wearer.amplitude()), scaled(turn, wearer.turnRate()));
    }

    /** How much of the usual gait there is at a time: less after a stumble. */
    private double gait(double seconds) {
        double since = seconds - eventAt;
        return movement == Movement.STUMBLING && since > 0 && since < 0.7 ? 1 - 0.7 * strength / 1.2 : 1;
    }

    /** What disturbs the gait at a time: a tremor, or the recovery from a stumble. */
    private double event(double seconds) {
        double since = seconds - eventAt;
        return switch (movement) {
            case TREMOR ->
                (0.5 + 0.5 * strength)
                        * StrictMath.sin(2 * StrictMath.PI * tremorHz * seconds + start)
                        * (1 + 0.3 * StrictMath.sin(3 * since));
            case STUMBLING ->
                since < 0
                        ? 0
                        : 2.2
                                * strength
                                * StrictMath.exp(-since / 0.25)
                                * StrictMath.sin(2 * StrictMath.PI * 0.8 * tremorHz * since);
            default -> 0;
        };
    }

    private double[][] scaled(double[][] series, double amplitude) {
        double squares = 0;
        for (double[] vector : series) {
            for (double value : vector) {
                squares += value * value;
            }
        }
        double rms = StrictMath.sqrt(squares / (series.length * AXES));
        double wanted = amplitude * StrictMath.exp(0.3 * random.nextGaussian());
        double noise = wanted * wearer.noise();
        for (double[] vector : series) {
            for (int axis = 0; axis < AXES; axis++) {
                vector[axis] = vector[axis] * wanted / rms + noise * random.nextGaussian();
            }
        }
        return series;
    }

    private float[] assemble(double[][] acceleration, double[][] turn) {
        Orientation orientation = wearer.orientation().plus(Orientation.draw(random, LARGEST_WOBBLE));
        double[] gravity = orientation.apply(0, 0, 1);
        float[] values = new float[shape.values()];
        int at = 0;
        for (int t = 0; t < acceleration.length; t++) {
            double[] seen = orientation.apply(acceleration[t][0], acceleration[t][1], acceleration[t][2]);
            double[] turned = orientation.apply(turn[t][0], turn[t][1], turn[t][2]);
            for (int axis = 0; axis < AXES; axis++) {
                values[at + axis] = (float) seen[axis];
                values[at + AXES + axis] = (float) turned[axis];
                values[at + 2 * AXES + axis] = (float) (seen[axis] + gravity[axis]);
            }
            at += shape.channels();
        }
        return values;
    }
}
