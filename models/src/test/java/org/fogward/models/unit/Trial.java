package org.fogward.models.unit;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.fogward.models.kernel.Kernels;

/**
 * What a unit gave for a batch.
 *
 * @param out what came out
 * @param inGradient the gradient with respect to what went in, of a random linear functional of what came out
 * @param gradient that with respect to the parameters
 */
record Trial(float[] out, float[] inGradient, float[] gradient) {

    /** What a unit is tried on: arrays are longer than needed, as a network's are, and end in NaN. */
    record Setting(float[] parameters, float[] in, float[] functional, int examples) {

        private static final int SPARE = 9;

        static Setting of(UnitCase unitCase, int examples, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            Unit unit = unitCase.unit(surroundings(Kernels.plain(), new Workers(1)));
            return new Setting(
                    unitCase.randomParameters(random),
                    random(random, examples * unit.inputs()),
                    random(random, examples * unit.outputs()),
                    examples);
        }

        /** One of the examples by itself. */
        Setting only(int example) {
            int inputs = (in.length - SPARE) / examples;
            int outputs = (functional.length - SPARE) / examples;
            return new Setting(
                    parameters,
                    Arrays.copyOfRange(in, example * inputs, (example + 1) * inputs + SPARE),
                    Arrays.copyOfRange(functional, example * outputs, (example + 1) * outputs + SPARE),
                    1);
        }

        private static float[] random(SplittableRandom random, int length) {
            float[] values = new float[length + SPARE];
            Arrays.fill(values, Float.NaN);
            for (int i = 0; i < length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            return values;
        }
    }

    static Surroundings surroundings(Kernels kernels, Workers workers) {
        return new Surroundings(kernels, workers, new Scratch());
    }

    /** A new unit, on a number of threads. */
    static Trial run(UnitCase unitCase, Setting setting, Unit.Mode mode, Kernels kernels, int threads) {
        try (Workers workers = new Workers(threads)) {
            return run(unitCase.unit(surroundings(kernels, workers)), setting, mode);
        }
    }

    static Trial run(Unit unit, Setting setting, Unit.Mode mode) {
        float[] out = nothing(setting.functional().length);
        unit.forward(setting.parameters(), setting.in(), out, setting.examples(), mode);
        float[] inGradient = nothing(setting.in().length);
        float[] gradient = nothing(setting.parameters().length);
        if (mode != Unit.Mode.PREDICT) {
            // The unit may overwrite the gradient that it gets.
            unit.backward(setting.parameters(), setting.functional().clone(), inGradient, gradient);
        }
        return new Trial(out, inGradient, gradient);
    }

    private static float[] nothing(int length) {
        float[] array = new float[length];
        Arrays.fill(array, Float.NaN);
        return array;
    }
}
