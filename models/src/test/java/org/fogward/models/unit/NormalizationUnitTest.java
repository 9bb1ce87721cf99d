package org.fogward.models.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.fogward.models.kernel.Kernels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizationUnitTest {

    private static final int EXAMPLES = 32;

    private final Workers workers = new Workers(2);
    private final SplittableRandom random = new SplittableRandom(1);

    @AfterEach
    void close() {
        workers.close();
    }

    /** Such as gravity at rest, years and cell counts, as they stand in people's tables. */
    @ParameterizedTest
    @CsvSource({"9.8, 0.5, 128", "9.8, 0.05, 128", "2020, 3, 1", "2020, 0.5, 16", "250000, 60000, 1", "1e6, 100, 1"})
    void values_far_from_zero_are_normalized(double mean, double deviation, int positions) {
        NormalizationUnit unit = new NormalizationUnit(positions, 3, 0, Trial.surroundings(Kernels.best(), workers));
        float[] in = numbers(EXAMPLES * unit.inputs(), mean, deviation);
        float[] functional = numbers(in.length, 0, 1);
        float[] out = new float[in.length];
        float[] parameters = new float[unit.parameters()];
        Arrays.fill(parameters, 0, 3, 1f);
        float[] gradient = new float[parameters.length];
        unit.forward(parameters, in, out, EXAMPLES, Unit.Mode.TRAIN);
        unit.backward(parameters, functional.clone(), new float[0], gradient);
        double[] expected = new Naive(doubles(parameters), 0, doubles(in), EXAMPLES, Unit.Mode.TRAIN)
                .shaped(1, positions, 3)
                .normalize()
                .values();
        // A number's own rounding, in deviations.
        double rounding = 0x1p-22 * (1 + mean / deviation);
        double[] ofGamma = new double[3];
        for (int i = 0; i < in.length; i++) {
            assertThat((double) out[i]).isCloseTo(expected[i], within(rounding));
            ofGamma[i % 3] += functional[i] * expected[i];
        }
        for (int c = 0; c < 3; c++) {
            assertThat((double) gradient[c]).isCloseTo(ofGamma[c], within(1e-5 * (1 + Math.abs(ofGamma[c]))));
        }
    }

    private float[] numbers(int length, double mean, double deviation) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) (mean + deviation * random.nextGaussian());
        }
        return numbers;
    }

    private static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        Arrays.setAll(result, i -> values[i]);
        return result;
    }
}
