package org.fogward.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fogward.models.Models;
import org.fogward.models.data.Sample;
import org.fogward.models.data.SampleShape;
import org.fogward.models.parameter.ParameterKind;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.prepare.Example;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.api.Test;

class TrainingPartsTest {

    @Test
    void a_cosine_falls_from_the_full_rate_to_nothing() {
        LearningRateSchedule cosine = LearningRateSchedule.COSINE;
        assertThat(cosine.factor(0, 10, 0)).isEqualTo(1);
        assertThat(cosine.factor(5, 10, 0)).isCloseTo(0.5, within(1e-12));
        assertThat(cosine.factor(10, 10, 0)).isCloseTo(0, within(1e-12));
    }

    @Test
    void a_warm_up_rises_to_the_full_rate() {
        LearningRateSchedule constant = LearningRateSchedule.CONSTANT;
        assertThat(constant.factor(1, 10, 4)).isCloseTo(0.25, within(1e-12));
        assertThat(constant.factor(4, 10, 4)).isEqualTo(1);
        assertThat(constant.factor(9, 10, 4)).isEqualTo(1);
    }

    @Test
    void class_weights_count_examples_once_on_average() {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            examples.add(new Example(new float[0], new float[0], i < 90 ? 0 : 1));
        }
        float[] inverse = ClassWeights.of(examples, 3, 1);
        assertThat(inverse[1] / inverse[0]).isBetween(7f, 9f);
        assertThat(90 * inverse[0] + 10 * inverse[1]).isCloseTo(100, within(1e-3f));
        assertThat(inverse[2] / inverse[1]).isLessThan(10);
        float[] tempered = ClassWeights.of(examples, 3, 0.5);
        assertThat(tempered[1] / tempered[0]).isBetween(2.6f, 3f);
        assertThat(ClassWeights.of(examples, 3, 0)).containsOnly(1f);
    }

    @Test
    void adjusted_logits_carry_the_participants_own_class_frequencies() {
        ParameterLayout layout = ParameterLayout.of(Models.ECG);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            examples.add(new Example(new float[0], new float[0], i < 90 ? 0 : 1));
        }
        float[] parameters = new float[layout.parameters()];
        new LogitAdjustment(examples, 3, 1, layout).apply(parameters);
        Segment bias = layout.segments().getLast();
        assertThat(bias.kind()).isEqualTo(ParameterKind.BIAS);
        assertThat(parameters[bias.offset()] - parameters[bias.offset() + 1])
                .isCloseTo((float) Math.log(90.5 / 10.5), within(1e-5f));
        assertThat(parameters[bias.offset() + 2]).isLessThan(-5).isGreaterThan(-6);
        assertThat(Arrays.copyOf(parameters, bias.offset())).containsOnly(0f);
        float[] unchanged = parameters.clone();
        new LogitAdjustment(examples, 3, 0, layout).apply(parameters);
        assertThat(parameters).isEqualTo(unchanged);
    }

    @Test
    void validation_takes_whole_groups_in_their_order_and_leaves_some_to_train_on() {
        List<Sample> samples = Models.samples(Models.TABULAR, 60, 1);
        ValidationPart part = ValidationPart.split(samples, 0.25);
        assertThat(part.validation()).extracting(Sample::group).containsOnly("g0");
        assertThat(part.training()).extracting(Sample::group).doesNotContain("g0");
        assertThat(part.training().size() + part.validation().size()).isEqualTo(60);
    }

    @Test
    void a_single_group_is_all_for_training() {
        List<Sample> samples = IntStream.range(0, 10)
                .mapToObj(i -> new Sample(new float[5], new float[0], 0, "one", "s"))
                .toList();
        assertThat(ValidationPart.split(samples, 0.9).training()).hasSize(10);
        assertThat(ValidationPart.split(List.of(), 0.5).validation()).isEmpty();
    }

    @Test
    void augmentation_follows_from_its_seed_and_changes_little() {
        for (ModelSpec spec : List.of(Models.MOTION, Models.ECG, Models.COMPACT, Models.MOBILENET)) {
            float[] source = Models.samples(spec, 1, 1).getFirst().values();
            Augmentation augmentation = Augmentation.of(spec, 1);
            float[] first = varied(augmentation, source, 1);
            assertThat(varied(augmentation, source, 1)).isEqualTo(first);
            assertThat(varied(augmentation, source, 2)).isNotEqualTo(first);
            double sum = 0;
            double sourceSum = 0;
            for (int i = 0; i < source.length; i++) {
                sum += Math.abs(first[i]);
                sourceSum += Math.abs(source[i]);
            }
            assertThat(sum / sourceSum).isBetween(0.6, 1.4);
        }
    }

    @Test
    void augmentation_of_strength_zero_changes_nothing() {
        for (ModelSpec spec : Models.all()) {
            float[] source = Models.samples(spec, 1, 1).getFirst().values();
            assertThat(varied(Augmentation.of(spec, 0), source, 1)).isEqualTo(source);
        }
    }

    @Test
    void turning_a_sensor_keeps_the_length_of_what_it_measures() {
        SampleShape shape = new SampleShape(1, 40, 6);
        float[] source = new float[shape.values()];
        for (int i = 0; i < source.length; i++) {
            source[i] = i % 6 + 1;
        }
        float[] turned = varied(new MotionAugmentation(shape, 1), source, 3);
        // A constant signal has no noise, and shifting it changes nothing: only scale and turn are left.
        double scale = length(turned, 0) / length(source, 0);
        assertThat(scale).isBetween(0.7, 1.3);
        for (int i = 0; i < source.length; i += 3) {
            assertThat(length(turned, i)).isCloseTo(scale * length(source, i), within(1e-4));
        }
        assertThat(turned[0] / turned[1]).isNotCloseTo(source[0] / source[1], within(1e-3f));
    }

    private static double length(float[] values, int at) {
        return Math.sqrt(values[at] * values[at] + values[at + 1] * values[at + 1] + values[at + 2] * values[at + 2]);
    }

    private static float[] varied(Augmentation augmentation, float[] source, long seed) {
        float[] target = new float[source.length + 2];
        augmentation.vary(source, target, 2, new SplittableRandom(seed));
        float[] result = new float[source.length];
        System.arraycopy(target, 2, result, 0, result.length);
        return result;
    }
}
