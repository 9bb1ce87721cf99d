package org.fogward.models.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fogward.models.Models;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.data.SampleShape;
import org.fogward.models.kernel.Kernels;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.spec.Head;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The units against stock layers in double precision. */
class StockOracleTest {

    private static final int SIZE = 8;
    /** A shift before a normalisation has no effect, so its gradient is nothing but rounding: a share of the whole. */
    private static final double NOISE = 0.01;

    private static final double TOLERANCE = 1e-3;
    private static final int MOST_BATCHES = 12;
    private static final int STEPS = 40;

    static List<ModelSpec> specs() {
        return List.of(
                Models.MOTION,
                Models.ECG,
                Models.COMPACT,
                Models.TABULAR,
                Models.COMPACT_LEVELS,
                mobilenet(0.35, 64, 1),
                mobilenet(0.35, 64, 1).withHead(Head.LEVELS),
                mobilenet(0.5, 64, 3),
                mobilenet(1.0, 64, 3));
    }

    static List<ModelSpec> wearableSpecs() {
        return List.of(Models.MOTION, Models.ECG, Models.COMPACT, Models.COMPACT_LEVELS, Models.TABULAR);
    }

    static List<ModelSpec> narrowSpecs() {
        return specs().stream().filter(spec -> spec.width() < 1).toList();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void gradients_are_those_of_stock_layers(ModelSpec spec) {
        assertThat(anyBatchAgrees(spec, Kernels.best())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("narrowSpecs")
    void gradients_in_plain_java_are_those_of_stock_layers(ModelSpec spec) {
        assertThat(anyBatchAgrees(spec, Kernels.plain())).isTrue();
    }

    /**
     * Among a million values, rounding puts one now and then on the other side of a rectifier's bend, which alone changes the
     * gradient by half a percent. A wrong gradient is wrong for every batch.
     */
    private static boolean anyBatchAgrees(ModelSpec spec, Kernels kernels) {
        float[] parameters = varied(spec);
        try (StockNetwork stock = new StockNetwork(spec);
                GraphNetwork network = GraphNetwork.create(spec, 0, kernels, 1)) {
            stock.load(parameters);
            network.load(parameters);
            for (int seed = 0; seed < MOST_BATCHES; seed++) {
                Batch batch = batch(spec, seed);
                double[] expected = stock.gradient(batch);
                float[] gradient = new float[parameters.length];
                double loss = network.gradient(batch, Statistics.OF_BATCH, gradient);
                assertThat(loss).isCloseTo(stock.loss(), within(1e-4 * (1 + stock.loss())));
                if (agrees(gradient, expected, ParameterLayout.of(spec))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean agrees(float[] gradient, double[] expected, ParameterLayout layout) {
        double all = length(expected, layout.segments(kind -> !kind.isStatistic()));
        return layout.segments().stream()
                .allMatch(segment -> distance(gradient, expected, segment)
                        < TOLERANCE * (length(expected, List.of(segment)) + NOISE * all));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void probabilities_are_those_of_stock_layers(ModelSpec spec) {
        float[] parameters = varied(spec);
        Batch batch = batch(spec, 8);
        double[] expected;
        try (StockNetwork stock = new StockNetwork(spec)) {
            stock.load(parameters);
            expected = stock.probabilities(batch);
        }
        for (Kernels kernels : List.of(Kernels.best(), Kernels.plain())) {
            try (GraphNetwork network = GraphNetwork.create(spec, 0, kernels, 1)) {
                network.load(parameters);
                float[] probabilities = network.probabilities(batch);
                for (int i = 0; i < expected.length; i++) {
                    assertThat((double) probabilities[i]).isCloseTo(expected[i], within(1e-4));
                }
            }
        }
    }

    /** What a step leaves behind in a network must not reach the next one: both sides train for themselves. */
    @ParameterizedTest
    @MethodSource("wearableSpecs")
    void training_goes_the_same_way_step_by_step(ModelSpec spec) {
        float[] ours = varied(spec);
        float[] theirs = ours.clone();
        float[] gradient = new float[ours.length];
        try (StockNetwork stock = new StockNetwork(spec);
                GraphNetwork network = GraphNetwork.create(spec, 0, Kernels.best(), 1)) {
            for (int step = 0; step < STEPS; step++) {
                Batch batch = batch(spec, step % 4);
                stock.load(theirs);
                network.load(ours);
                double[] expected = stock.gradient(batch);
                double loss = network.gradient(batch, Statistics.OF_BATCH, gradient);
                assertThat(loss).as("step %d", step).isCloseTo(stock.loss(), within(0.01 * (1 + stock.loss())));
                for (Segment segment : ParameterLayout.of(spec).segments()) {
                    double rate = segment.kind().isStatistic() ? 1 : 0.02;
                    for (int i = segment.offset(); i < segment.end(); i++) {
                        ours[i] -= (float) (rate * gradient[i]);
                        theirs[i] -= (float) (rate * expected[i]);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void any_number_of_threads_gives_the_same_bits(ModelSpec spec) {
        float[] parameters = varied(spec);
        Batch batch = batch(spec, 9);
        float[] one = gradient(spec, parameters, batch, 1);
        for (int threads = 2; threads <= 4; threads++) {
            assertThat(gradient(spec, parameters, batch, threads)).isEqualTo(one);
        }
    }

    private static float[] gradient(ModelSpec spec, float[] parameters, Batch batch, int threads) {
        float[] gradient = new float[parameters.length];
        try (GraphNetwork network = GraphNetwork.create(spec, 0, Kernels.best(), threads)) {
            network.load(parameters);
            network.gradient(batch, Statistics.OF_BATCH, gradient);
        }
        return gradient;
    }

    private static double distance(float[] gradient, double[] expected, Segment segment) {
        double squares = 0;
        for (int i = segment.offset(); i < segment.end(); i++) {
            squares += (gradient[i] - expected[i]) * (gradient[i] - expected[i]);
        }
        return Math.sqrt(squares);
    }

    private static double length(double[] gradient, List<Segment> segments) {
        double squares = 0;
        for (Segment segment : segments) {
            for (int i = segment.offset(); i < segment.end(); i++) {
                squares += gradient[i] * gradient[i];
            }
        }
        return Math.sqrt(squares);
    }

    /** Parameters as after some training: normalisation does something. */
    static float[] varied(ModelSpec spec) {
        float[] parameters = Initialization.create(spec, 5);
        SplittableRandom random = new SplittableRandom(6);
        for (Segment segment : ParameterLayout.of(spec).segments()) {
            for (int i = segment.offset(); i < segment.end(); i++) {
                switch (segment.kind()) {
                    case BN_SCALE, BN_VARIANCE -> parameters[i] = (float) random.nextDouble(0.5, 1.5);
                    case BIAS, BN_SHIFT, BN_MEAN -> parameters[i] = (float) random.nextDouble(-0.5, 0.5);
                    case WEIGHT -> {
                        // As it is.
                    }
                }
            }
        }
        return parameters;
    }

    static Batch batch(ModelSpec spec, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Architecture architecture = Architecture.of(spec);
        int classes = spec.classes().size();
        float[] targets = new float[SIZE * classes];
        float[] weights = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            targets[i * classes + i % classes] = 0.9f;
            targets[i * classes + (i + 1) % classes] = 0.1f;
            weights[i] = 0.5f + i;
        }
        return new Batch(
                SIZE,
                normal(random, SIZE * spec.input().values()),
                normal(random, SIZE * architecture.features()),
                targets,
                weights,
                new Dropout(0.2, seed));
    }

    private static float[] normal(SplittableRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static ModelSpec mobilenet(double width, int pixels, int channels) {
        return new ModelSpec(
                ModelFamily.MOBILENET,
                new SampleShape(pixels, pixels, channels),
                0,
                width,
                Arrays.asList("a", "b", "c", "d"));
    }
}
