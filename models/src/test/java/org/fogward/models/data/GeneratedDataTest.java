package org.fogward.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.fogward.models.split.Holdout;
import org.junit.jupiter.api.Test;

/** That classes differ, but not in anything that a rule of thumb could find. */
class GeneratedDataTest {

    private static final Dataset WEARABLE = GeneratedData.wearable(1, 16, 60);
    private static final Dataset CHEST = GeneratedData.chest(1, 240, 64);

    @Test
    void makes_the_same_bits_from_the_same_seed() {
        assertThat(values(GeneratedData.wearable(4, 2, 6))).isDeepEqualTo(values(GeneratedData.wearable(4, 2, 6)));
        assertThat(values(GeneratedData.chest(4, 3, 32))).isDeepEqualTo(values(GeneratedData.chest(4, 3, 32)));
        assertThat(values(GeneratedData.wearable(5, 2, 6))[0]).isNotEqualTo(values(GeneratedData.wearable(4, 2, 6))[0]);
    }

    @Test
    void gives_every_subject_all_movements_and_every_patient_one_finding() {
        assertThat(WEARABLE.shape()).isEqualTo(new SampleShape(1, 128, 9));
        assertThat(WEARABLE.groups()).hasSize(16);
        assertThat(WEARABLE.groups().values()).allSatisfy(windows -> assertThat(windows)
                .hasSize(60)
                .extracting(Sample::label)
                .contains(0, 1, 2, 3, 4, 5));
        assertThat(CHEST.groups()).hasSize(240);
        assertThat(CHEST.groups().values()).allSatisfy(images -> assertThat(
                        images.stream().map(Sample::label).distinct())
                .hasSize(1));
        assertThat(CHEST.samples().stream().map(Sample::source).distinct()).hasSize(5);
    }

    @Test
    void makes_images_of_whole_grey_levels_that_a_png_file_keeps() {
        assertThat(CHEST.samples()).allSatisfy(sample -> {
            for (float value : sample.values()) {
                if (value != Math.rint(value) || value < 0 || value > 255) {
                    throw new AssertionError(value);
                }
            }
        });
    }

    @Test
    void hides_the_class_from_mean_and_variance() {
        assertThat(nearestMean(WEARABLE, GeneratedDataTest::moments)).isLessThan(0.3);
        assertThat(nearestMean(CHEST, GeneratedDataTest::moments)).isLessThan(0.4);
    }

    @Test
    void hides_the_class_from_any_single_value() {
        for (int i = 0; i < WEARABLE.shape().values(); i += 3) {
            int at = i;
            assertThat(nearestMean(WEARABLE, sample -> new double[] {sample.values()[at]}))
                    .as("value " + at)
                    .isLessThan(0.4);
        }
        for (int i = 0; i < CHEST.shape().values(); i += 11) {
            int at = i;
            assertThat(nearestMean(CHEST, sample -> new double[] {sample.values()[at]}))
                    .as("pixel " + at)
                    .isLessThan(0.45);
        }
    }

    @Test
    void hides_the_class_from_the_order_of_samples() {
        assertThat(repeatsOfLabel(WEARABLE.samples())).isBetween(0.1, 0.24);
        List<Sample> firstImages =
                CHEST.groups().values().stream().map(List::getFirst).toList();
        assertThat(repeatsOfLabel(firstImages)).isBetween(0.17, 0.33);
    }

    @Test
    void shows_the_class_in_the_structure() {
        assertThat(nearestMean(WEARABLE, GeneratedDataTest::spectrum)).isGreaterThan(0.6);
        assertThat(nearestMean(CHEST, GeneratedDataTest::lungs)).isGreaterThan(0.5);
    }

    @Test
    void refuses_numbers_out_of_range() {
        assertThatThrownBy(() -> GeneratedData.wearable(1, 0, 1)).hasMessageStartingWith("subjects: 0");
        assertThatThrownBy(() -> GeneratedData.wearable(1, 1_000, 1_000_000)).hasMessageStartingWith("windows: ");
        assertThatThrownBy(() -> GeneratedData.chest(1, 1, 1_000)).hasMessageStartingWith("pixels: 1000");
    }

    /** Accuracy on groups kept apart of taking the class whose mean is nearest, each number scaled by its deviation. */
    private static double nearestMean(Dataset dataset, Function<Sample, double[]> rule) {
        Holdout holdout = Holdout.of(dataset, 0.25, 1);
        int size = rule.apply(dataset.samples().getFirst()).length;
        double[][] means = new double[dataset.classes().size()][size];
        int[] counts = new int[means.length];
        double[] sums = new double[size];
        double[] squares = new double[size];
        for (Sample sample : holdout.training().samples()) {
            double[] numbers = rule.apply(sample);
            counts[sample.label()]++;
            for (int i = 0; i < size; i++) {
                means[sample.label()][i] += numbers[i];
                sums[i] += numbers[i];
                squares[i] += numbers[i] * numbers[i];
            }
        }
        int all = holdout.training().samples().size();
        long right = holdout.heldBack().samples().stream()
                .filter(sample -> {
                    double[] numbers = rule.apply(sample);
                    int best = -1;
                    double least = Double.POSITIVE_INFINITY;
                    for (int label = 0; label < means.length; label++) {
                        double distance = 0;
                        for (int i = 0; i < size; i++) {
                            double variance = squares[i] / all - Math.pow(sums[i] / all, 2) + 1e-12;
                            distance += Math.pow(numbers[i] - means[label][i] / counts[label], 2) / variance;
                        }
                        if (distance < least) {
                            least = distance;
                            best = label;
                        }
                    }
                    return best == sample.label();
                })
                .count();
        return (double) right / holdout.heldBack().samples().size();
    }

    private static double[] moments(Sample sample) {
        double sum = 0;
        double squares = 0;
        for (float value : sample.values()) {
            sum += value;
            squares += value * value;
        }
        double mean = sum / sample.values().length;
        return new double[] {mean, squares / sample.values().length - mean * mean};
    }

    /** How the power of body acceleration and turn rate lies over the frequencies: logarithms, without the amplitude. */
    private static double[] spectrum(Sample sample) {
        double[] power = new double[20];
        double[] turnPower = new double[20];
        for (int channel = 0; channel < 6; channel++) {
            for (int k = 1; k <= power.length; k++) {
                double real = 0;
                double imaginary = 0;
                for (int t = 0; t < 128; t++) {
                    real += sample.values()[t * 9 + channel] * Math.cos(2 * Math.PI * k * t / 128);
                    imaginary += sample.values()[t * 9 + channel] * Math.sin(2 * Math.PI * k * t / 128);
                }
                (channel < 3 ? power : turnPower)[k - 1] += real * real + imaginary * imaginary;
            }
        }
        double[] features = new double[40];
        double sum = Arrays.stream(power).sum();
        double turnSum = Arrays.stream(turnPower).sum();
        for (int k = 0; k < 20; k++) {
            features[k] = Math.log(power[k] / sum + 1e-4);
            features[20 + k] = Math.log(turnPower[k] / turnSum + 1e-4);
        }
        return features;
    }

    /** How rough the lungs are, and how unlike each other at two heights: in units of the image's deviation. */
    private static double[] lungs(Sample sample) {
        double deviation = Math.sqrt(moments(sample)[1]);
        double[] unlike = new double[2];
        double rough = 0;
        for (int y = 10; y < 52; y++) {
            double difference = 0;
            for (int x = 14; x < 24; x++) {
                int left = y * 64 + x;
                int right = y * 64 + 63 - x;
                difference += sample.values()[left] - sample.values()[right];
                rough += y < 38 ? bend(sample.values(), left) + bend(sample.values(), right) : 0;
            }
            unlike[y < 36 ? 0 : 1] += Math.abs(difference);
        }
        return new double[] {Math.log(rough / deviation), unlike[0] / deviation, unlike[1] / deviation};
    }

    private static double bend(float[] values, int at) {
        return Math.abs(2 * values[at] - values[at - 2] - values[at + 2]);
    }

    private static double repeatsOfLabel(List<Sample> samples) {
        int repeats = 0;
        for (int i = 1; i < samples.size(); i++) {
            repeats += samples.get(i).label() == samples.get(i - 1).label() ? 1 : 0;
        }
        return (double) repeats / (samples.size() - 1);
    }

    private static float[][] values(Dataset dataset) {
        return dataset.samples().stream().map(Sample::values).toArray(float[][]::new);
    }
}
