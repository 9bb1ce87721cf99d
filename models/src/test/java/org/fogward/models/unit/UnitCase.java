package org.fogward.models.unit;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A unit and what it should compute.
 *
 * @param name for reports
 * @param examples how many make a batch here
 * @param runs its parameters in their order
 * @param unit makes it, given where its parameters begin
 * @param layers what it should compute
 */
record UnitCase(
        String name,
        int examples,
        List<Run> runs,
        BiFunction<Integer, Surroundings, Unit> unit,
        UnaryOperator<Naive> layers) {

    /** Where the parameters begin: other units' lie before. */
    static final int AT = 5;

    /** Parameters of one kind. */
    sealed interface Run {
        int length();
    }

    record Weights(int length, int fanIn) implements Run {}

    record Norm(int channels) implements Run {
        @Override
        public int length() {
            return 4 * channels;
        }
    }

    Unit unit(Surroundings around) {
        return unit.apply(AT, around);
    }

    int parameters() {
        return runs.stream().mapToInt(Run::length).sum();
    }

    /** Parameters that reach all of a rectifier's pieces, with NaN before and after. */
    float[] randomParameters(SplittableRandom random) {
        float[] parameters = new float[AT + parameters() + AT];
        Arrays.fill(parameters, Float.NaN);
        int at = AT;
        for (Run run : runs) {
            for (int i = 0; i < run.length(); i++) {
                parameters[at + i] = (float)
                        switch (run) {
                            case Weights weights -> random.nextGaussian() / Math.sqrt(weights.fanIn());
                            case Norm norm ->
                                switch (i / norm.channels()) {
                                    case 0 -> (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.5, 3);
                                    case 1 -> random.nextDouble(-1, 3);
                                    case 2 -> random.nextDouble(-0.5, 0.5);
                                    default -> random.nextDouble(0.5, 2);
                                };
                        };
            }
            at += run.length();
        }
        return parameters;
    }

    /** Whether a parameter is a running statistic. */
    boolean isStatistic(int index) {
        int at = AT;
        for (Run run : runs) {
            if (index < at + run.length()) {
                return run instanceof Norm norm && index >= at + 2 * norm.channels();
            }
            at += run.length();
        }
        return false;
    }

    Naive naive(double[] parameters, double[] in, int count, Unit.Mode mode) {
        return layers.apply(new Naive(parameters, AT, in, count, mode));
    }

    @Override
    public String toString() {
        return name;
    }
}
