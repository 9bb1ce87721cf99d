package org.fogward.models.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.fogward.models.Models;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.data.SampleShape;
import org.fogward.models.network.Batch;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.parameter.ParameterKind;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.spec.Head;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WeightImportTest {

    private static final ModelSpec SPEC = Models.MOBILENET;
    private static final ModelSpec GREY = mobilenet(1, List.of("clear", "shaded"));

    static Iterable<ModelSpec> levelSpecs() {
        return List.of(Models.COMPACT_LEVELS, Models.MOBILENET_LEVELS);
    }

    static Iterable<ModelSpec> specs() {
        return Models.all();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void predicts_the_same_after_going_out_and_in(ModelSpec spec) throws Exception {
        ModelParameters model = RandomModel.of(spec);
        byte[] file = Safetensors.write(WeightExport.of(model));

        ImportedModel imported = WeightImport.read(Safetensors.read(file), spec, 1);

        assertThat(imported.remarks()).isEmpty();
        Batch batch = RandomModel.batch(spec);
        assertThat(RandomModel.probabilities(imported.model(), batch))
                .containsExactly(RandomModel.probabilities(model, batch), within(1e-5f));
    }

    @Test
    void names_and_shapes_are_those_of_torchvision() throws Exception {
        Map<String, List<Integer>> expected = Map.of(
                "features.0.0.weight", List.of(16, 3, 3, 3),
                "features.0.1.running_var", List.of(16),
                "features.1.conv.0.0.weight", List.of(16, 1, 3, 3),
                "features.1.conv.1.weight", List.of(8, 16, 1, 1),
                "features.1.conv.2.bias", List.of(8),
                "features.2.conv.0.0.weight", List.of(48, 8, 1, 1),
                "features.17.conv.1.0.weight", List.of(336, 1, 3, 3),
                "features.17.conv.3.running_mean", List.of(112),
                "features.18.0.weight", List.of(1280, 112, 1, 1),
                "classifier.1.weight", List.of(2, 1280));

        List<Tensor> tensors = WeightExport.of(RandomModel.of(SPEC)).tensors();

        assertThat(tensors).hasSize(52 * 5 + 2);
        expected.forEach((name, shape) -> assertThat(tensors)
                .anySatisfy(tensor ->
                        assertThat(List.of(tensor.name(), tensor.shape())).isEqualTo(List.of(name, shape))));
    }

    @Test
    void lays_weights_out_as_torch_does() throws Exception {
        ModelParameters model = RandomModel.of(SPEC);
        WeightsFile file = WeightExport.of(model);

        Segment stem = segment("stem/W");
        Segment depthwise = segment("block1-depthwise/W");
        Tensor stemTensor = tensor(file, "features.0.0.weight");
        Tensor depthwiseTensor = tensor(file, "features.1.conv.0.0.weight");

        // Output 5, input 2, row 1, column 0.
        assertThat(stemTensor.values()[((5 * 3 + 2) * 3 + 1) * 3])
                .isEqualTo(model.values()[stem.offset() + ((3 * 3 + 2) * 16 + 5)]);
        // Channel 7, row 2, column 1.
        assertThat(depthwiseTensor.values()[7 * 9 + 7]).isEqualTo(model.values()[depthwise.offset() + 7 * 16 + 7]);
    }

    @Test
    void folds_the_difference_of_the_epsilons_into_the_factor() throws Exception {
        ModelParameters model = RandomModel.of(SPEC);
        WeightsFile file = WeightExport.of(model);
        float gamma = model.values()[segment("stem-norm/gamma").offset()];
        float variance = model.values()[segment("stem-norm/var").offset()];

        double theirs = tensor(file, "features.0.1.weight").values()[0] / Math.sqrt(variance + 1e-5);

        assertThat(theirs).isCloseTo(gamma / Math.sqrt(variance + 1e-3), within(1e-5));
        assertThat(tensor(file, "features.0.1.running_var").values()[0]).isEqualTo(variance);
    }

    @Test
    void replaces_the_classifier_of_another_number_of_classes() throws Exception {
        ModelSpec other = mobilenet(3, List.of("a", "b", "c"));

        ImportedModel imported = WeightImport.read(WeightExport.of(RandomModel.of(SPEC)), other, 9);

        assertThat(imported.remarks())
                .containsExactly(
                        "classifier: new, from seed 9, because the file tells 2 classes apart and the model 3");
        Segment output = ParameterLayout.of(other).segments().stream()
                .filter(segment -> segment.name().equals("output/W"))
                .findFirst()
                .orElseThrow();
        assertThat(Arrays.copyOfRange(imported.model().values(), output.offset(), output.end()))
                .isEqualTo(Arrays.copyOfRange(Initialization.create(other, 9), output.offset(), output.end()));
    }

    @Test
    void replaces_the_classifier_of_other_names_and_one_that_is_not_there() throws Exception {
        WeightsFile file = WeightExport.of(RandomModel.of(SPEC));
        assertThat(WeightImport.read(file, mobilenet(3, List.of("shaded", "clear")), 1)
                        .remarks())
                .containsExactly("classifier: new, from seed 1, because the file's classes are clear, shaded");

        WeightsFile features = without(without(file, "classifier.1.weight"), "classifier.1.bias");
        assertThat(WeightImport.read(features, SPEC, 1).remarks())
                .containsExactly("classifier: new, from seed 1, because the file has none");
    }

    /** Two programs' epsilons are folded into factors on the way out and back, which rounds; nothing else changes. */
    @ParameterizedTest
    @MethodSource("levelSpecs")
    void a_head_with_levels_goes_out_and_in_with_the_same_bits(ModelSpec spec) throws Exception {
        float[] before = RandomModel.of(spec).values();
        byte[] file = Safetensors.write(WeightExport.of(RandomModel.of(spec)));

        ImportedModel imported = WeightImport.read(Safetensors.read(file), spec, 1);

        assertThat(imported.remarks()).isEmpty();
        float[] after = imported.model().values();
        for (Segment segment : ParameterLayout.of(spec).segments()) {
            float[] expected = Arrays.copyOfRange(before, segment.offset(), segment.end());
            float[] actual = Arrays.copyOfRange(after, segment.offset(), segment.end());
            if (segment.kind() == ParameterKind.BN_SCALE) {
                assertThat(actual).containsExactly(expected, within(2 * Math.ulp(1.5f)));
            } else {
                assertThat(actual).as(segment.name()).isEqualTo(expected);
            }
        }
    }

    @Test
    void a_head_with_levels_takes_the_rest_of_a_file_with_a_last_layer() throws Exception {
        WeightsFile file = WeightExport.of(RandomModel.of(SPEC));
        ModelSpec levels = Models.MOBILENET_LEVELS;

        ImportedModel imported = WeightImport.read(file, levels, 9);

        assertThat(imported.remarks())
                .containsExactly(
                        "features.18: not needed, the head looks at levels",
                        "classifier: new, from seed 9, because the file has none");
        float[] last = WeightImport.read(file, SPEC, 9).model().values();
        float[] fresh = Initialization.create(levels, 9);
        int taken = 0;
        for (Segment segment : ParameterLayout.of(levels).segments()) {
            Optional<Segment> same = ParameterLayout.of(SPEC).segments().stream()
                    .filter(each -> each.name().equals(segment.name()))
                    .filter(each -> !each.layer().equals(Architecture.OUTPUT))
                    .findFirst();
            float[] expected = same.isPresent()
                    ? Arrays.copyOfRange(last, same.get().offset(), same.get().end())
                    : Arrays.copyOfRange(fresh, segment.offset(), segment.end());
            taken += same.isPresent() ? 1 : 0;
            assertThat(Arrays.copyOfRange(imported.model().values(), segment.offset(), segment.end()))
                    .as(segment.name())
                    .isEqualTo(expected);
        }
        // All but the last layer and its normalisation.
        assertThat(taken).isEqualTo(51 * 5);
    }

    @Test
    void levels_of_images_of_another_size_begin_anew_with_the_classifier() throws Exception {
        WeightsFile file = WeightExport.of(RandomModel.of(Models.MOBILENET_LEVELS));
        WeightsFile body = without(without(file, "classifier.1.weight"), "classifier.1.bias");
        ModelSpec larger = new ModelSpec(ModelFamily.MOBILENET, new SampleShape(96, 96, 3), 0, 0.35, SPEC.classes())
                .withHead(Head.LEVELS);

        ImportedModel imported = WeightImport.read(body, larger, 9);

        assertThat(imported.remarks())
                .containsExactly(
                        "classifier: new, from seed 9, because the file has none",
                        "levels: new, because the file looks at others");
        float[] fresh = Initialization.create(larger, 9);
        for (Segment segment : ParameterLayout.of(larger).segments()) {
            if (segment.layer().equals(Architecture.LEVELS_NORM)) {
                assertThat(Arrays.copyOfRange(imported.model().values(), segment.offset(), segment.end()))
                        .isEqualTo(Arrays.copyOfRange(fresh, segment.offset(), segment.end()));
            }
        }
        refused(file, larger).withMessageContaining("levels.weight: shape");
    }

    @Test
    void a_head_with_a_last_layer_does_not_take_a_file_without_one() throws Exception {
        refused(WeightExport.of(RandomModel.of(Models.MOBILENET_LEVELS)), SPEC)
                .withMessageContaining("features.18.0.weight: missing, shape [1280, 112, 1, 1]");
    }

    @Test
    void sums_the_stem_over_colours_for_grey_images() throws Exception {
        ModelParameters colour = RandomModel.of(SPEC);

        ImportedModel grey = WeightImport.read(WeightExport.of(colour), GREY, 1);

        assertThat(grey.remarks()).containsExactly("stem: weights of 3 input channels summed for 1");
        Batch greyBatch = RandomModel.batch(GREY);
        float[] repeated = new float[3 * greyBatch.values().length];
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = greyBatch.values()[i / 3];
        }
        assertThat(RandomModel.probabilities(grey.model(), greyBatch))
                .containsExactly(
                        RandomModel.probabilities(
                                colour, Batch.forPrediction(greyBatch.size(), repeated, new float[0])),
                        within(1e-5f));
    }

    @Test
    void names_every_tensor_that_is_missing_surplus_or_of_another_shape() throws Exception {
        WeightsFile file = without(WeightExport.of(RandomModel.of(SPEC)), "features.3.conv.3.bias");
        List<Tensor> tensors = new ArrayList<>(
                changed(file, "features.5.conv.1.1.weight", _ -> new float[7]).tensors());
        tensors.add(new Tensor("features.19.weight", List.of(1), new float[1]));

        refused(new WeightsFile(Map.of(), tensors), SPEC)
                .withMessage(String.join(
                        System.lineSeparator(),
                        "features.3.conv.3.bias: missing, shape [8]",
                        "features.5.conv.1.1.weight: shape [7] where the model has [96]",
                        "features.19.weight: surplus, the model has none of that name"));
    }

    @Test
    void refuses_a_file_of_another_width_or_family() throws Exception {
        WeightsFile file = WeightExport.of(RandomModel.of(SPEC));
        ModelSpec wide = new ModelSpec(ModelFamily.MOBILENET, SPEC.input(), 0, 1.0, SPEC.classes());
        refused(file, wide)
                .withMessageContaining("features.0.0.weight: shape [16, 3, 3, 3] where the model has [32, 3");
        refused(file, Models.TABULAR).withMessageContaining("hidden1/W: missing");
        refused(WeightExport.of(RandomModel.of(GREY)), SPEC)
                .withMessage("features.0.0.weight: shape [16, 1, 3, 3] where the model has [16, 3, 3, 3]");
    }

    @Test
    void refuses_half_a_classifier() throws Exception {
        WeightsFile file = without(WeightExport.of(RandomModel.of(SPEC)), "classifier.1.bias");
        refused(file, SPEC).withMessage("classifier.1.bias: missing, shape [2]");
    }

    @Test
    void refuses_values_that_are_not_finite_and_variances_below_zero() throws Exception {
        WeightsFile file = WeightExport.of(RandomModel.of(SPEC));
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            for (String name : List.of("features.0.0.weight", "features.4.conv.3.running_var", "classifier.1.bias")) {
                refused(changed(file, name, values -> filled(values.length, value)), SPEC)
                        .withMessageStartingWith(name + ": holds a value that is not finite");
            }
        }
        String variance = "features.4.conv.3.running_var";
        refused(changed(file, variance, values -> filled(values.length, -1e-6f)), SPEC)
                .withMessageStartingWith(variance + "[0]: a variance of -");
    }

    @Test
    void refuses_metadata_that_is_no_specification() throws Exception {
        WeightsFile file = WeightExport.of(RandomModel.of(SPEC));
        refused(new WeightsFile(Map.of(WeightExport.SPECIFICATION, "{}"), file.tensors()), SPEC)
                .withMessageStartingWith("__metadata__.fogward.specification: ");
    }

    private static ThrowableAssertAlternative<ExchangeException> refused(WeightsFile file, ModelSpec spec) {
        return assertThatExceptionOfType(ExchangeException.class).isThrownBy(() -> WeightImport.read(file, spec, 1));
    }

    private static Tensor tensor(WeightsFile file, String name) {
        return file.tensors().stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static WeightsFile without(WeightsFile file, String name) {
        return new WeightsFile(
                file.metadata(),
                file.tensors().stream()
                        .filter(tensor -> !tensor.name().equals(name))
                        .toList());
    }

    private static WeightsFile changed(WeightsFile file, String name, UnaryOperator<float[]> change) {
        return new WeightsFile(
                file.metadata(),
                file.tensors().stream()
                        .map(tensor -> tensor.name().equals(name) ? changed(tensor, change) : tensor)
                        .toList());
    }

    private static Tensor changed(Tensor tensor, UnaryOperator<float[]> change) {
        float[] values = change.apply(tensor.values());
        boolean same = values.length == tensor.values().length;
        return new Tensor(tensor.name(), same ? tensor.shape() : List.of(values.length), values);
    }

    private static float[] filled(int length, float value) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return values;
    }

    private static Segment segment(String name) {
        return ParameterLayout.of(SPEC).segments().stream()
                .filter(segment -> segment.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ModelSpec mobilenet(int channels, List<String> classes) {
        return new ModelSpec(ModelFamily.MOBILENET, new SampleShape(32, 32, channels), 0, 0.35, classes);
    }
}
