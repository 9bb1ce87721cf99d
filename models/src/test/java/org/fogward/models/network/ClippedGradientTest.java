package org.fogward.models.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.kernel.Kernels;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClippedGradientTest {

    private static final int SIZE = 5;

    @ParameterizedTest
    @MethodSource("org.fogward.models.Models#all")
    void is_the_plain_gradient_where_nothing_is_long(ModelSpec spec) {
        float[] parameters = Initialization.create(spec, 1);
        float[] plain = new float[parameters.length];
        float[] clipped = new float[parameters.length];
        try (GraphNetwork network = GraphNetwork.create(spec, 0, Kernels.best(), 1)) {
            network.load(parameters);
            double loss = network.gradient(batch(spec), Statistics.RUNNING, plain);
            assertThat(network.clippedGradient(batch(spec), 1e9, clipped)).isCloseTo(loss, within(1e-4 * (1 + loss)));
        }
        float[] difference = new float[plain.length];
        for (int i = 0; i < plain.length; i++) {
            difference[i] = plain[i] - clipped[i];
        }
        assertThat(norm(spec, difference)).isLessThan(1e-4 * norm(spec, plain));
    }

    @ParameterizedTest
    @MethodSource("org.fogward.models.Models#all")
    void no_example_moves_the_mean_by_more_than_the_bound(ModelSpec spec) {
        float[] parameters = Initialization.create(spec, 1);
        float[] clipped = new float[parameters.length];
        double bound = 1e-3;
        try (GraphNetwork network = GraphNetwork.create(spec, 0, Kernels.best(), 1)) {
            network.load(parameters);
            Batch batch = batch(spec);
            network.clippedGradient(batch.example(2), bound, clipped);
            assertThat(norm(spec, clipped)).isCloseTo(bound, within(1e-6));
            network.clippedGradient(batch, bound, clipped);
            assertThat(norm(spec, clipped)).isBetween(1e-9, bound * 1.001);
        }
    }

    private static double norm(ModelSpec spec, float[] gradient) {
        double squares = 0;
        for (Segment segment : ParameterLayout.of(spec).segments(kind -> !kind.isStatistic())) {
            for (int i = segment.offset(); i < segment.end(); i++) {
                squares += (double) gradient[i] * gradient[i];
            }
        }
        return Math.sqrt(squares);
    }

    private static Batch batch(ModelSpec spec) {
        SplittableRandom random = new SplittableRandom(4);
        int classes = spec.classes().size();
        float[] targets = new float[SIZE * classes];
        float[] weights = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            targets[i * classes + i % classes] = 1;
            weights[i] = 1 + i;
        }
        return new Batch(
                SIZE,
                normal(random, SIZE * spec.input().values()),
                normal(random, SIZE * Architecture.of(spec).features()),
                targets,
                weights,
                Dropout.NONE);
    }

    private static float[] normal(SplittableRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
