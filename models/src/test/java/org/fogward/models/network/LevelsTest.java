package org.fogward.models.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fogward.models.Models;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ParameterKind;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.prepare.Preprocessor;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks whose head looks at several levels, with and without a frozen front, and what their classifiers look at. */
class LevelsTest {

    private static final int SIZE = 4;

    private final NetworkPool pool = new NetworkPool(1);

    /** How a gradient is computed. */
    private interface Way {
        void gradient(Network network, Batch batch, float[] into);
    }

    static Stream<Arguments> frozen() {
        return Stream.concat(
                IntStream.of(1, 4, 12, 16, 17).mapToObj(blocks -> Arguments.of(Models.MOBILENET_LEVELS, blocks)),
                IntStream.rangeClosed(1, 4).mapToObj(blocks -> Arguments.of(Models.COMPACT_LEVELS, blocks)));
    }

    static Iterable<ModelSpec> specs() {
        return Models.all();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @ParameterizedTest
    @MethodSource("frozen")
    void behind_a_frozen_front_the_gradient_is_that_of_the_whole_network(ModelSpec spec, int frozenBlocks) {
        Way way = (network, batch, into) -> network.gradient(batch, Statistics.RUNNING, into);
        requireClose(spec, frozenBlocks, new Dropout(0.2, 5), way, way);
    }

    /** One example after the other, without the graph: nothing is as long as the bound. */
    @ParameterizedTest
    @MethodSource("frozen")
    void behind_a_frozen_front_examples_by_themselves_give_the_same_gradient(ModelSpec spec, int frozenBlocks) {
        requireClose(
                spec,
                frozenBlocks,
                Dropout.NONE,
                (network, batch, into) -> network.gradient(batch, Statistics.RUNNING, into),
                (network, batch, into) -> network.clippedGradient(batch, 1e9, into));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void features_and_the_classifier_give_the_probabilities(ModelSpec spec) {
        float[] parameters = parameters(spec);
        Segment weights = output(spec, ParameterKind.WEIGHT);
        Segment biases = output(spec, ParameterKind.BIAS);
        pool.with(spec, network -> {
            network.load(parameters);
            Batch batch = batch(spec, Dropout.NONE);
            float[] features = network.features(batch);
            int width = network.featureCount();
            int classes = spec.classes().size();
            assertThat(features).hasSize(SIZE * width);
            float[] expected = new float[SIZE * classes];
            for (int row = 0; row < SIZE; row++) {
                double[] powers = new double[classes];
                for (int label = 0; label < classes; label++) {
                    double logit = parameters[biases.offset() + label];
                    for (int i = 0; i < width; i++) {
                        logit += (double) features[row * width + i] * parameters[weights.offset() + label * width + i];
                    }
                    powers[label] = Math.exp(logit);
                }
                for (int label = 0; label < classes; label++) {
                    expected[row * classes + label] =
                            (float) (powers[label] / Arrays.stream(powers).sum());
                }
            }
            assertThat(network.probabilities(batch)).containsExactly(expected, within(1e-4f));
            return true;
        });
    }

    private void requireClose(ModelSpec spec, int frozenBlocks, Dropout dropout, Way ofWhole, Way behindFront) {
        float[] parameters = parameters(spec);
        Batch batch = batch(spec, dropout);
        float[] whole = new float[parameters.length];
        pool.with(spec, network -> {
            network.load(parameters);
            ofWhole.gradient(network, batch, whole);
            return true;
        });
        float[] behind = new float[parameters.length];
        int front = pool.with(spec, frozenBlocks, network -> {
            network.load(parameters);
            float[] rows = network.front(batch);
            assertThat(rows).hasSize(SIZE * network.frontOutputs());
            Batch left = new Batch(SIZE, rows, batch.features(), batch.targets(), batch.weights(), batch.dropout());
            behindFront.gradient(network, left, behind);
            return network.frontParameters();
        });
        assertThat(front).isBetween(1, parameters.length - 1);
        assertThat(Arrays.copyOf(behind, front)).containsOnly(0);
        for (Segment segment : ParameterLayout.of(spec).segments()) {
            if (segment.offset() >= front) {
                requireClose(segment, behind, whole);
            }
        }
    }

    private static void requireClose(Segment segment, float[] actual, float[] expected) {
        double size = Math.sqrt(IntStream.range(segment.offset(), segment.end())
                .mapToDouble(i -> expected[i] * expected[i])
                .average()
                .orElseThrow());
        if (segment.kind().isStatistic()) {
            assertThat(size).isZero();
        } else {
            assertThat(size).as(segment.name()).isPositive();
        }
        for (int i = segment.offset(); i < segment.end(); i++) {
            assertThat((double) actual[i])
                    .as(segment.name())
                    .isCloseTo(expected[i], within(1e-5 * (Math.abs(expected[i]) + size)));
        }
    }

    private static float[] parameters(ModelSpec spec) {
        float[] parameters = Initialization.create(spec, 3);
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

    private static Segment output(ModelSpec spec, ParameterKind kind) {
        return ParameterLayout.of(spec).segments(each -> each == kind).stream()
                .filter(segment -> segment.layer().equals(Architecture.OUTPUT))
                .findFirst()
                .orElseThrow();
    }

    private static Batch batch(ModelSpec spec, Dropout dropout) {
        SplittableRandom random = new SplittableRandom(4);
        int classes = spec.classes().size();
        float[] values = new float[SIZE * spec.input().values()];
        float[] features = new float[SIZE * Preprocessor.features(spec)];
        fill(values, random);
        fill(features, random);
        float[] targets = new float[SIZE * classes];
        float[] weights = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            targets[i * classes + i % classes] = 1;
            weights[i] = 1 + i % 2;
        }
        return new Batch(SIZE, values, features, targets, weights, dropout);
    }

    private static void fill(float[] array, SplittableRandom random) {
        for (int i = 0; i < array.length; i++) {
            array[i] = (float) random.nextGaussian();
        }
    }
}
