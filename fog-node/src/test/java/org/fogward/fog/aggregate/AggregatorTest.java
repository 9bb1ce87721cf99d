package org.fogward.fog.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.fogward.models.parameter.ParameterKind;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.protocol.identity.GatewayId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregatorTest {

    private static final ParameterLayout LAYOUT = new ParameterLayout(List.of(
            new Segment("a/w", ParameterKind.WEIGHT, 0, 2, 1),
            new Segment("a/mean", ParameterKind.BN_MEAN, 2, 1, 1),
            new Segment("a/var", ParameterKind.BN_VARIANCE, 3, 1, 1)));

    @Test
    void gives_the_same_bits_in_whatever_order_updates_come() throws IOException {
        ParameterLayout layout = new ParameterLayout(List.of(new Segment("a/w", ParameterKind.WEIGHT, 0, 500, 1)));
        List<Contribution> contributions = AggregationRuleConformance.contributions(13, 500, 4);
        for (AggregationRule rule : List.of(new FedAvg(), new CoordinateMedian())) {
            Aggregator aggregator = new Aggregator(rule, server("fedadam"), layout);
            float[] model = new float[500];
            float[] straight = aggregator
                    .combine(model, aggregator.initialState(), contributions)
                    .parameters();
            for (int seed = 0; seed < 5; seed++) {
                assertThat(aggregator
                                .combine(
                                        model,
                                        aggregator.initialState(),
                                        AggregationRuleConformance.shuffled(contributions, seed))
                                .parameters())
                        .containsExactly(straight);
            }
        }
    }

    @Test
    void averages_statistics_by_samples_whatever_rule_and_optimiser() throws IOException {
        List<Contribution> contributions = List.of(
                contribution("a", 1, 1, 1, 4, 2), contribution("b", 3, 1, 1, 8, -1), contribution("c", 4, 5, 5, 0, 0));
        for (String optimizer : ServerOptions.OPTIMIZERS) {
            Aggregator aggregator = new Aggregator(new CoordinateMedian(), server(optimizer), LAYOUT);
            float[] model = {0, 0, 10, 4};
            var outcome = aggregator.combine(model, aggregator.initialState(), contributions);
            assertThat(outcome.parameters()[2])
                    .as("in standard deviations")
                    .isCloseTo(10 + 2 * (1 * 4 + 3 * 8) / 8f, within(1e-3f));
            assertThat(outcome.parameters()[3])
                    .as("deviations by factors")
                    .isCloseTo((float) (4 * Math.exp(2 * (1 * 2 + 3 * -1) / 8.0)), within(1e-3f));
            assertThat(model).containsExactly(0, 0, 10, 4);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {-2, 2, -1e30f, 1e30f})
    void whatever_is_said_of_a_variance_it_stays_one(float said) throws IOException {
        Aggregator aggregator = new Aggregator(new FedAvg(), server("average"), LAYOUT);
        var outcome = aggregator.combine(
                new float[] {0, 0, 0, 1}, aggregator.initialState(), List.of(contribution("a", 1, 0, 0, 0, said)));
        assertThat(outcome.parameters()[3]).isGreaterThanOrEqualTo(0).isLessThan(1e8f);
    }

    @Test
    void leaves_the_state_before_a_round_unchanged() throws IOException {
        Aggregator aggregator = new Aggregator(new FedAvg(), server("fedyogi"), LAYOUT);
        ServerState before = aggregator.initialState();
        byte[] bytes = before.encode();
        aggregator.combine(new float[4], before, List.of(contribution("a", 1, 1, 1, 1, 1)));
        assertThat(before.encode()).containsExactly(bytes);
    }

    private static ServerOptimizer server(String name) {
        return new ServerOptions(name, 1, 0.9, 0.9, 0.99, 1e-3).create();
    }

    private static Contribution contribution(String gateway, long samples, float... delta) {
        return new Contribution(new GatewayId(gateway), samples, AggregationRuleConformance.whole(delta));
    }
}
