package org.fogward.models.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fogward.models.kernel.Kernels;
import org.fogward.models.unit.Trial.Setting;
import org.fogward.models.unit.Unit.Mode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every unit does, against its layers in double precision. */
@Tag("lanes")
class UnitTest {

    /** Of rounding: sums of a few hundred products in single precision, through three normalisations at most. */
    private static final double ROUNDING = 1e-4;
    /** Small against the distance to a rectifier's bend, and large against double precision's rounding. */
    private static final double STEP = 1e-6;

    static List<UnitCase> cases() {
        return UnitCases.all();
    }

    static Stream<Arguments> casesAndModes() {
        return cases().stream().flatMap(each -> Arrays.stream(Mode.values()).map(mode -> Arguments.of(each, mode)));
    }

    static Stream<Arguments> casesAndTrainingModes() {
        return casesAndModes().filter(arguments -> arguments.get()[1] != Mode.PREDICT);
    }

    @ParameterizedTest
    @MethodSource("casesAndModes")
    void forward_computes_its_layers(UnitCase unitCase, Mode mode) {
        Setting setting = Setting.of(unitCase, unitCase.examples(), 1);
        double[] expected = naive(unitCase, setting, mode).values();
        for (Kernels kernels : List.of(Kernels.best(), Kernels.plain())) {
            Trial trial = Trial.run(unitCase, setting, mode, kernels, 1);
            requireClose(trial.out(), expected, 0, expected.length);
            assertThat(Arrays.copyOfRange(trial.out(), expected.length, trial.out().length))
                    .containsOnly(Float.NaN);
        }
    }

    @ParameterizedTest
    @MethodSource("casesAndTrainingModes")
    void gradients_are_finite_differences(UnitCase unitCase, Mode mode) {
        Setting setting = Setting.of(unitCase, unitCase.examples(), 2);
        double[] ofIn = new double[unitInputs(unitCase, setting)];
        double[] ofParameters = new double[unitCase.parameters()];
        double[] parameters = doubles(setting.parameters());
        double[] in = Arrays.copyOf(doubles(setting.in()), ofIn.length);
        for (int i = 0; i < ofIn.length; i++) {
            int moved = i;
            ofIn[i] = difference(in, moved, () -> functional(unitCase, setting, parameters, in, mode));
        }
        for (int i = 0; i < ofParameters.length; i++) {
            if (!unitCase.isStatistic(UnitCase.AT + i)) {
                ofParameters[i] = difference(
                        parameters, UnitCase.AT + i, () -> functional(unitCase, setting, parameters, in, mode));
            }
        }
        double[] updated = naive(unitCase, setting, mode).updated();
        for (int i = 0; i < ofParameters.length; i++) {
            if (unitCase.isStatistic(UnitCase.AT + i)) {
                ofParameters[i] = parameters[UnitCase.AT + i] - updated[UnitCase.AT + i];
            }
        }
        for (Kernels kernels : List.of(Kernels.best(), Kernels.plain())) {
            Trial trial = Trial.run(unitCase, setting, mode, kernels, 1);
            requireClose(trial.inGradient(), ofIn, 0, ofIn.length);
            requireGradient(unitCase, trial.gradient(), ofParameters);
        }
    }

    @ParameterizedTest
    @MethodSource("casesAndTrainingModes")
    void any_number_of_threads_gives_the_same_bits(UnitCase unitCase, Mode mode) {
        for (int examples = 1; examples <= unitCase.examples() + 4; examples++) {
            Setting setting = Setting.of(unitCase, examples, 3);
            Trial one = Trial.run(unitCase, setting, mode, Kernels.best(), 1);
            for (int threads = 2; threads <= Workers.PARTS; threads++) {
                requireSame(Trial.run(unitCase, setting, mode, Kernels.best(), threads), one);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("casesAndTrainingModes")
    void a_smaller_batch_after_a_larger_one_is_as_if_alone(UnitCase unitCase, Mode mode) {
        Setting large = Setting.of(unitCase, unitCase.examples() + 3, 4);
        Setting small = Setting.of(unitCase, unitCase.examples(), 5);
        try (Workers workers = new Workers(2)) {
            Unit used = unitCase.unit(Trial.surroundings(Kernels.best(), workers));
            Trial.run(used, large, Mode.TRAIN);
            Trial.run(used, large, Mode.PREDICT);
            requireSame(Trial.run(used, small, mode), Trial.run(unitCase, small, mode, Kernels.best(), 1));
        }
    }

    @ParameterizedTest
    @MethodSource("casesAndTrainingModes")
    void parameters_get_the_same_gradient_where_nobody_needs_that_of_the_input(UnitCase unitCase, Mode mode) {
        Setting setting = Setting.of(unitCase, unitCase.examples(), 6);
        Trial whole = Trial.run(unitCase, setting, mode, Kernels.best(), 1);
        try (Workers workers = new Workers(1)) {
            Unit unit = unitCase.unit(Trial.surroundings(Kernels.best(), workers));
            unit.forward(setting.parameters(), setting.in(), new float[whole.out().length], setting.examples(), mode);
            float[] gradient = new float[setting.parameters().length];
            Arrays.fill(gradient, Float.NaN);
            unit.backward(setting.parameters(), setting.functional().clone(), new float[0], gradient);
            assertThat(gradient).isEqualTo(whole.gradient());
        }
    }

    @ParameterizedTest
    @MethodSource("casesAndModes")
    void arguments_that_are_only_read_stay_as_they_are(UnitCase unitCase, Mode mode) {
        Setting setting = Setting.of(unitCase, unitCase.examples(), 7);
        float[] parameters = setting.parameters().clone();
        float[] in = setting.in().clone();
        Trial.run(unitCase, setting, mode, Kernels.best(), 1);
        assertThat(setting.parameters()).isEqualTo(parameters);
        assertThat(setting.in()).isEqualTo(in);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void frozen_training_computes_what_prediction_does(UnitCase unitCase) {
        Setting setting = Setting.of(unitCase, unitCase.examples(), 8);
        assertThat(Trial.run(unitCase, setting, Mode.TRAIN_FROZEN, Kernels.best(), 1)
                        .out())
                .isEqualTo(Trial.run(unitCase, setting, Mode.PREDICT, Kernels.best(), 1)
                        .out());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void frozen_gradients_of_single_examples_add_up_to_the_batchs(UnitCase unitCase) {
        Setting setting = Setting.of(unitCase, unitCase.examples(), 9);
        Trial batch = Trial.run(unitCase, setting, Mode.TRAIN_FROZEN, Kernels.best(), 1);
        double[] sum = new double[unitCase.parameters()];
        double[] inGradient = new double[unitInputs(unitCase, setting)];
        int inputs = inGradient.length / setting.examples();
        for (int example = 0; example < setting.examples(); example++) {
            Trial single = Trial.run(unitCase, setting.only(example), Mode.TRAIN_FROZEN, Kernels.best(), 1);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += single.gradient()[UnitCase.AT + i];
            }
            for (int i = 0; i < inputs; i++) {
                inGradient[example * inputs + i] = single.inGradient()[i];
            }
        }
        requireGradient(unitCase, batch.gradient(), sum);
        requireClose(batch.inGradient(), inGradient, 0, inGradient.length);
    }

    private static int unitInputs(UnitCase unitCase, Setting setting) {
        return setting.examples()
                * unitCase.unit(Trial.surroundings(Kernels.plain(), new Workers(1)))
                        .inputs();
    }

    private static Naive naive(UnitCase unitCase, Setting setting, Mode mode) {
        double[] in = Arrays.copyOf(doubles(setting.in()), unitInputs(unitCase, setting));
        return unitCase.naive(doubles(setting.parameters()), in, setting.examples(), mode);
    }

    private static double functional(UnitCase unitCase, Setting setting, double[] parameters, double[] in, Mode mode) {
        double[] out = unitCase.naive(parameters, in, setting.examples(), mode).values();
        double sum = 0;
        for (int i = 0; i < out.length; i++) {
            sum += setting.functional()[i] * out[i];
        }
        return sum;
    }

    private static double difference(double[] values, int index, DoubleSupplier functional) {
        double kept = values[index];
        values[index] = kept + STEP;
        double above = functional.getAsDouble();
        values[index] = kept - STEP;
        double below = functional.getAsDouble();
        values[index] = kept;
        return (above - below) / (2 * STEP);
    }

    private static void requireGradient(UnitCase unitCase, float[] gradient, double[] expected) {
        int from = 0;
        for (UnitCase.Run run : unitCase.runs()) {
            int channels = run instanceof UnitCase.Norm norm ? norm.channels() : run.length();
            for (int kind = 0; kind < run.length() / channels; kind++, from += channels) {
                requireClose(
                        Arrays.copyOfRange(gradient, UnitCase.AT, gradient.length), expected, from, from + channels);
            }
        }
        for (int i = 0; i < UnitCase.AT; i++) {
            assertThat(gradient[i]).isNaN();
            assertThat(gradient[gradient.length - 1 - i]).isNaN();
        }
    }

    /** Compares to the size of the numbers around: what cancels leaves their rounding. */
    private static void requireClose(float[] actual, double[] expected, int from, int to) {
        double size = Math.sqrt(IntStream.range(from, to)
                .mapToDouble(i -> expected[i] * expected[i])
                .average()
                .orElse(0));
        for (int i = from; i < to; i++) {
            if (!(Math.abs(actual[i] - expected[i]) <= ROUNDING * (Math.abs(expected[i]) + size))) {
                throw new AssertionError(
                        "at " + i + ": " + actual[i] + " where " + expected[i] + " is right, of size " + size);
            }
        }
    }

    private static void requireSame(Trial actual, Trial expected) {
        assertThat(actual.out()).isEqualTo(expected.out());
        assertThat(actual.inGradient()).isEqualTo(expected.inGradient());
        assertThat(actual.gradient()).isEqualTo(expected.gradient());
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
