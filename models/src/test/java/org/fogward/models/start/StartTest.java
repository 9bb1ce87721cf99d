package org.fogward.models.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.fogward.models.Models;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.data.SampleShape;
import org.fogward.models.network.Batch;
import org.fogward.models.network.Network;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ParameterKind;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.pretext.PretextImages;
import org.fogward.models.spec.Head;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartTest {

    private static final ModelSpec MOBILENET = mobilenet(0.35, 1).withHead(Head.LEVELS);

    @ParameterizedTest
    @MethodSource("org.fogward.models.Models#all")
    void random_numbers_are_those_of_the_seed(ModelSpec spec) {
        assertThat(Start.RANDOM.model(spec, 3).values()).isEqualTo(Initialization.create(spec, 3));
    }

    @Test
    void generated_weights_are_the_same_for_every_seed_apart_from_the_classifier() {
        float[] one = Start.GENERATED.model(MOBILENET, 1).values();
        float[] two = Start.GENERATED.model(MOBILENET, 2).values();
        int body = ParameterLayout.of(MOBILENET).segments().stream()
                .filter(segment -> segment.layer().equals(Architecture.OUTPUT))
                .mapToInt(Segment::offset)
                .min()
                .orElseThrow();
        assertThat(Arrays.copyOf(one, body)).isEqualTo(Arrays.copyOf(two, body));
        assertThat(one).isNotEqualTo(two).isNotEqualTo(Initialization.create(MOBILENET, 1));
    }

    /** Features of two formulas' images lie farther apart than those of two images of one formula. */
    @Test
    void generated_weights_see_more_than_random_ones() {
        assertThat(separation(Start.GENERATED)).isGreaterThan(2 * separation(Start.RANDOM));
    }

    static List<ModelSpec> shipped() {
        return List.of(
                MOBILENET, mobilenet(0.5, 1).withHead(Head.LEVELS), compact(1).withHead(Head.LEVELS));
    }

    static List<ModelSpec> notShipped() {
        return List.of(
                Models.MOTION,
                Models.ECG,
                Models.TABULAR,
                mobilenet(0.35, 1),
                mobilenet(0.5, 1),
                compact(1),
                mobilenet(0.35, 3).withHead(Head.LEVELS),
                compact(3).withHead(Head.LEVELS),
                mobilenet(0.75, 1).withHead(Head.LEVELS));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void a_model_with_weights_in_this_build_starts_from_them(ModelSpec spec) {
        assertThat(Start.usual(spec)).isEqualTo(Start.GENERATED);
        assertThatCode(() -> Start.GENERATED.requireSuits(spec)).doesNotThrowAnyException();
        float[] values = Start.GENERATED.model(spec, 4).values();
        float[] random = Initialization.create(spec, 4);
        for (Segment segment : ParameterLayout.of(spec).segments()) {
            boolean same =
                    Arrays.equals(values, segment.offset(), segment.end(), random, segment.offset(), segment.end());
            if (!segment.layer().equals(Architecture.LEVELS_NORM)) {
                assertThat(same).as(segment.name()).isEqualTo(segment.layer().equals(Architecture.OUTPUT));
            }
        }
    }

    @Test
    void levels_come_with_weights_for_images_of_the_size_that_they_were_made_from() {
        ModelSpec mobilenet = sized(MOBILENET, 96);
        ModelSpec compact = sized(compact(1), 64);
        for (ModelSpec spec : List.of(mobilenet, compact)) {
            Segment means = ParameterLayout.of(spec).segments(kind -> kind == ParameterKind.BN_MEAN).stream()
                    .filter(segment -> segment.layer().equals(Architecture.LEVELS_NORM))
                    .findFirst()
                    .orElseThrow();
            float[] values = Start.GENERATED.model(spec, 1).values();
            assertThat(Arrays.copyOfRange(values, means.offset(), means.end())).isNotEqualTo(new float[means.length()]);
        }
    }

    /** They were made from images of one size; the number of areas, and so the classifier's width, differs with it. */
    @ParameterizedTest
    @ValueSource(ints = {32, 64, 96, 160})
    void weights_suit_images_of_any_size(int side) {
        for (ModelSpec spec : shipped()) {
            ModelSpec sized = sized(spec, side);
            assertThat(Start.usual(sized)).isEqualTo(Start.GENERATED);
            assertThat(Start.GENERATED.model(sized, 1).values())
                    .hasSize(ParameterLayout.of(sized).parameters());
        }
    }

    @ParameterizedTest
    @MethodSource("notShipped")
    void a_model_without_weights_in_this_build_starts_at_random_and_says_why(ModelSpec spec) {
        assertThat(Start.usual(spec)).isEqualTo(Start.RANDOM);
        String message = "start: no generated weights come with this build for %s of width %s, head %s and input %s"
                .formatted(spec.family().text(), spec.width(), spec.head().text(), spec.input());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Start.GENERATED.requireSuits(spec))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Start.GENERATED.model(spec, 1))
                .withMessage(message);
    }

    @Test
    void refuses_a_name_that_is_none() {
        assertThat(Start.parse("generated")).isEqualTo(Start.GENERATED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Start.parse("imagenet"))
                .withMessage("start: 'imagenet' is none of random, generated");
    }

    private static ModelSpec mobilenet(double width, int channels) {
        return new ModelSpec(
                ModelFamily.MOBILENET, new SampleShape(64, 64, channels), 0, width, List.of("a", "b", "c", "d"));
    }

    private static ModelSpec sized(ModelSpec spec, int side) {
        return new ModelSpec(spec.family(), new SampleShape(side, side, 1), 0, spec.width(), spec.classes())
                .withHead(Head.LEVELS);
    }

    private static ModelSpec compact(int channels) {
        return new ModelSpec(ModelFamily.COMPACT, new SampleShape(64, 64, channels), 0, 1, List.of("a", "b", "c", "d"));
    }

    /** Variance of class means over variance within classes, of what leaves the last block. */
    private static double separation(Start start) {
        PretextImages images = new PretextImages(77, 4);
        int perClass = 6;
        try (NetworkPool pool = new NetworkPool(1)) {
            return pool.with(MOBILENET, Architecture.of(MOBILENET).blocks(), network -> {
                network.load(start.model(MOBILENET, 1).values());
                double[][] sums = new double[4][network.frontOutputs()];
                double[][] squares = new double[4][network.frontOutputs()];
                int[] counts = new int[4];
                for (long number = 0; Arrays.stream(counts).min().orElseThrow() < perClass; number++) {
                    int label = images.label(number);
                    if (label < 4 && counts[label] < perClass) {
                        counts[label]++;
                        float[] features = features(network, images.draw(number, 64));
                        for (int i = 0; i < features.length; i++) {
                            sums[label][i] += features[i] / perClass;
                            squares[label][i] += features[i] * features[i] / perClass;
                        }
                    }
                }
                return ratio(sums, squares);
            });
        }
    }

    private static double ratio(double[][] sums, double[][] squares) {
        double within = 0;
        double between = 0;
        for (int i = 0; i < sums[0].length; i++) {
            int feature = i;
            double mean = Arrays.stream(sums)
                    .mapToDouble(row -> row[feature])
                    .average()
                    .orElseThrow();
            for (int label = 0; label < sums.length; label++) {
                within += squares[label][i] - sums[label][i] * sums[label][i];
                between += (sums[label][i] - mean) * (sums[label][i] - mean);
            }
        }
        return between / within;
    }

    private static float[] features(Network network, float[] image) {
        double mean = 0;
        for (float value : image) {
            mean += value / image.length;
        }
        float[] standardized = new float[image.length];
        for (int i = 0; i < image.length; i++) {
            standardized[i] = (float) ((image[i] - mean) / 64);
        }
        return network.front(Batch.forPrediction(1, standardized, new float[0]));
    }
}
