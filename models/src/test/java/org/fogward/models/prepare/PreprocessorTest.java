package org.fogward.models.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fogward.models.Models;
import org.fogward.models.data.Sample;
import org.fogward.models.data.SampleShape;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.api.Test;

class PreprocessorTest {

    @Test
    void the_gain_and_offset_of_a_patients_lead_do_not_matter() {
        List<Sample> samples = Models.samples(Models.ECG, 15, 1);
        List<Sample> amplified = samples.stream()
                .map(sample -> {
                    float[] values = sample.values().clone();
                    for (int i = 0; i < values.length; i++) {
                        values[i] = 3 * values[i] + 50;
                    }
                    return new Sample(values, sample.features(), sample.label(), sample.group(), sample.source());
                })
                .toList();
        List<Example> plain = Preprocessor.of(Models.ECG).prepare(samples);
        List<Example> scaled = Preprocessor.of(Models.ECG).prepare(amplified);
        for (int i = 0; i < plain.size(); i++) {
            assertThat(scaled.get(i).values()).containsExactly(plain.get(i).values(), within(1e-3f));
        }
    }

    @Test
    void intervals_are_logarithms_over_the_patients_usual_one() {
        List<Sample> beats = new ArrayList<>();
        for (float interval : new float[] {0.8f, 0.8f, 0.4f}) {
            beats.add(new Sample(new float[48], new float[] {interval, 1.6f}, 0, "p", "s"));
        }
        Example early = Preprocessor.of(Models.ECG).prepare(beats).getLast();
        float[] expected = {(float) Math.log(0.5), (float) Math.log(2), (float) Math.log(0.25), 0};
        assertThat(Arrays.copyOf(early.features(), 4)).containsExactly(expected, within(1e-6f));
    }

    @Test
    void an_early_beat_means_less_in_a_heart_that_is_never_even() {
        List<Sample> beats = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            float even = i == 19 ? 0.4f : 0.8f;
            float uneven = i == 19 ? 0.4f : i % 2 == 0 ? 0.6f : 1;
            beats.add(new Sample(new float[48], new float[] {even, even}, 0, "even", "s"));
            beats.add(new Sample(new float[48], new float[] {uneven, uneven}, 0, "uneven", "s"));
        }
        List<Example> examples = Preprocessor.of(Models.ECG).prepare(beats);
        float[] inEven = examples.get(38).features();
        float[] inUneven = examples.get(39).features();
        assertThat(inEven[0]).isNegative();
        assertThat(inUneven[0]).isNegative();
        assertThat(inEven[4]).isLessThan(3 * inUneven[4]);
        assertThat(inUneven[6]).isGreaterThan(inEven[6] + 1);
    }

    @Test
    void the_usual_beat_is_found_among_many_that_come_early() {
        List<Sample> beats = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            boolean usual = i % 3 == 0;
            float[] values = new float[48];
            values[20] = usual ? 2 : -9;
            float[] intervals = usual ? new float[] {0.8f, 0.8f} : new float[] {0.5f, 1.1f};
            beats.add(new Sample(values, intervals, 0, "p", "s"));
        }
        List<Example> examples = Preprocessor.of(Models.ECG).prepare(beats);
        assertThat(examples.get(0).features())
                .containsExactly(new float[] {0, 0, 0, 1, 0, 0, (float) Math.log(0.05)}, within(1e-5f));
        assertThat(examples.get(1).features()[0]).isNegative();
        assertThat(examples.get(1).features()[3]).isCloseTo(-1, within(1e-5f));
    }

    @Test
    void absurd_intervals_are_bounded() {
        float[] absurd = {-1, Float.MAX_VALUE};
        Example beat = Preprocessor.of(Models.ECG)
                .prepare(List.of(new Sample(new float[48], absurd, 0, "p", "s")))
                .getFirst();
        for (float feature : beat.features()) {
            assertThat(feature).isFinite();
        }
        for (float value : beat.values()) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void a_motion_window_keeps_its_values_and_gets_each_channels_liveliness() {
        float[] values = alternating(1);
        Example example = Preprocessor.of(Models.MOTION)
                .prepare(List.of(new Sample(values, new float[0], 0, "wearer", "s")))
                .getFirst();
        assertThat(example.values()).isEqualTo(values);
        assertThat(Arrays.copyOf(example.features(), 3))
                .containsExactly(
                        new float[] {(float) Math.log(1e-6), (float) Math.log(0.25), (float) Math.log(1)},
                        within(1e-4f));
    }

    @Test
    void liveliness_is_also_measured_from_the_rest_of_the_same_person() {
        List<Sample> samples = List.of(
                new Sample(alternating(1), new float[0], 0, "calm", "s"),
                new Sample(alternating(4), new float[0], 0, "calm", "s"),
                new Sample(alternating(4), new float[0], 0, "restless", "s"));
        List<Example> examples = Preprocessor.of(Models.MOTION).prepare(samples);
        float more = (float) Math.log(16);
        assertThat(fromRest(examples.get(0))).containsExactly(new float[] {0, 0, 0}, within(1e-4f));
        assertThat(fromRest(examples.get(1))).containsExactly(new float[] {0, more, more}, within(1e-4f));
        assertThat(fromRest(examples.get(2))).containsExactly(new float[] {0, 0, 0}, within(1e-4f));
    }

    @Test
    void a_movement_is_found_in_the_band_of_its_frequency() {
        float[] values = new float[96];
        for (int step = 0; step < 32; step++) {
            values[3 * step] = (float) Math.sin(2 * Math.PI * 2 * step / 32);
            values[3 * step + 1] = 9 + (float) Math.sin(2 * Math.PI * 10 * step / 32);
        }
        Example example = Preprocessor.of(Models.MOTION)
                .prepare(List.of(new Sample(values, new float[0], 0, "wearer", "s")))
                .getFirst();
        // Of the bins 0 to 16, the eight bands begin with 1, 2, 3, 4, 5, 6, 8 and 11.
        assertThat(strongestBand(example, 0)).isEqualTo(1);
        assertThat(strongestBand(example, 1)).isEqualTo(6);
    }

    private static float[] alternating(float height) {
        float[] values = new float[96];
        for (int i = 0; i < values.length; i++) {
            int step = i / 3;
            values[i] = i % 3 == 0 ? 7 : 5 + height * (step % 2 == 0 ? 0.5f : -0.5f) * (i % 3);
        }
        return values;
    }

    private static float[] fromRest(Example example) {
        return Arrays.copyOfRange(example.features(), 3, 6);
    }

    private static int strongestBand(Example example, int channel) {
        int strongest = 0;
        for (int band = 0; band < 8; band++) {
            if (example.features()[6 + 8 * channel + band] > example.features()[6 + 8 * channel + strongest]) {
                strongest = band;
            }
        }
        return strongest;
    }

    @Test
    void images_get_mean_zero_and_variance_one_whatever_their_exposure() {
        Sample bright = Models.samples(Models.COMPACT, 1, 1).getFirst();
        float[] dim = bright.values().clone();
        for (int i = 0; i < dim.length; i++) {
            dim[i] = 0.5f * dim[i] + 20;
        }
        List<Example> examples =
                Preprocessor.of(Models.COMPACT).prepare(List.of(bright, new Sample(dim, new float[0], 0, "g", "s")));
        assertThat(examples.get(1).values()).containsExactly(examples.get(0).values(), within(1e-3f));
        double sum = 0;
        double squares = 0;
        for (float value : examples.getFirst().values()) {
            sum += value;
            squares += value * value;
        }
        assertThat(sum / 256).isCloseTo(0, within(1e-4));
        assertThat(squares / 256).isCloseTo(1, within(1e-3));
    }

    @Test
    void an_image_without_contrast_becomes_nothing() {
        float[] grey = new float[256];
        Arrays.fill(grey, 128);
        Example example = Preprocessor.of(Models.COMPACT)
                .prepare(List.of(new Sample(grey, new float[0], 0, "g", "s")))
                .getFirst();
        assertThat(example.values()).containsOnly(0);
    }

    @Test
    void shrinking_averages_areas_and_enlarging_keeps_gradients() {
        float[] halved = ImageResizing.resize(
                new float[] {0, 2, 4, 6, 10, 12, 14, 16}, new SampleShape(2, 4, 1), new SampleShape(1, 2, 1));
        assertThat(halved).containsExactly(6, 10);
        float[] doubled = ImageResizing.resize(new float[] {0, 4}, new SampleShape(1, 2, 1), new SampleShape(2, 4, 1));
        assertThat(doubled).containsExactly(0, 1, 3, 4, 0, 1, 3, 4);
        float[] twoThirds = ImageResizing.resize(
                new float[] {3, 30, 6, 60, 9, 90}, new SampleShape(1, 3, 2), new SampleShape(1, 2, 2));
        assertThat(twoThirds).containsExactly(new float[] {4, 40, 8, 80}, within(1e-4f));
    }

    @Test
    void images_of_any_size_in_the_inputs_proportions_are_taken() {
        ModelSpec spec = new ModelSpec(ModelFamily.MOBILENET, new SampleShape(32, 64, 3), 0, 0.35, List.of("a", "b"));
        Sample sample = new Sample(new float[50 * 100 * 3], new float[0], 0, "g", "s");
        assertThat(Preprocessor.of(spec).prepare(List.of(sample)).getFirst().values())
                .hasSize(32 * 64 * 3);
        Sample odd = new Sample(new float[50 * 101 * 3], new float[0], 0, "g", "s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Preprocessor.of(spec).prepare(List.of(sample, odd)))
                .withMessageContaining("samples[1].values");
    }

    @Test
    void a_missing_feature_is_refused_by_name() {
        Sample sample = new Sample(new float[48], new float[1], 0, "p", "s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Preprocessor.of(Models.ECG).prepare(List.of(sample)))
                .withMessageContaining("samples[0].features");
    }
}
