package org.fogward.fog.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.fogward.protocol.identity.GatewayId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every aggregation rule has to do. */
abstract class AggregationRuleConformance {

    private static final int PARAMETERS = 37;

    abstract AggregationRule rule();

    /** The plainest way to compute the same for one coordinate. */
    abstract double expected(List<Contribution> contributions, List<Float> values);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 21})
    void equals_the_naive_computation(int gateways) throws IOException {
        List<Contribution> contributions = contributions(gateways, gateways);
        List<float[]> deltas = new ArrayList<>();
        for (Contribution contribution : contributions) {
            float[] delta = new float[PARAMETERS];
            contribution.delta().read((coordinate, value) -> delta[coordinate] = value);
            deltas.add(delta);
        }
        double[] combined = combine(contributions);
        for (int i = 0; i < PARAMETERS; i++) {
            int parameter = i;
            List<Float> values = deltas.stream().map(delta -> delta[parameter]).toList();
            assertThat(combined[i]).isEqualTo(expected(contributions, values), within(1e-9));
        }
    }

    @Test
    void overwrites_what_the_array_held() throws IOException {
        List<Contribution> contributions = contributions(3, 1);
        double[] dirty = new double[PARAMETERS];
        java.util.Arrays.fill(dirty, 99);
        rule().combine(contributions, dirty);
        assertThat(dirty).containsExactly(combine(contributions));
    }

    @Test
    void gives_every_equal_update_back() throws IOException {
        float[] same = {1, -2, 0.5f};
        List<Contribution> contributions = List.of(
                new Contribution(new GatewayId("a"), 1, whole(same)),
                new Contribution(new GatewayId("b"), 5, whole(same)));
        double[] combined = new double[3];
        rule().combine(contributions, combined);
        assertThat(combined).containsExactly(1, -2, 0.5);
    }

    private double[] combine(List<Contribution> contributions) throws IOException {
        double[] combined = new double[PARAMETERS];
        rule().combine(contributions, combined);
        return combined;
    }

    /** A delta of which every coordinate is handed over that is not 0. */
    static Contribution.DeltaSource whole(float... delta) {
        return sink -> {
            for (int i = 0; i < delta.length; i++) {
                if (delta[i] != 0) {
                    sink.accept(i, delta[i]);
                }
            }
        };
    }

    static List<Contribution> contributions(int gateways, long seed) {
        return contributions(gateways, PARAMETERS, seed);
    }

    static List<Contribution> contributions(int gateways, int parameters, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Contribution> contributions = new ArrayList<>();
        for (int g = 0; g < gateways; g++) {
            float[] delta = new float[parameters];
            for (int i = 0; i < delta.length; i++) {
                delta[i] = random.nextInt(3) == 0 ? 0 : (float) random.nextDouble(-1, 1);
            }
            contributions.add(new Contribution(
                    new GatewayId("gateway-%03d".formatted(g)), random.nextInt(1, 1000), whole(delta)));
        }
        return contributions;
    }

    static List<Contribution> shuffled(List<Contribution> contributions, long seed) {
        List<Contribution> shuffled = new ArrayList<>(contributions);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }
}
