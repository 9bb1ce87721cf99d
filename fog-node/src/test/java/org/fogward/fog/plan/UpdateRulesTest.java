package org.fogward.fog.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.fogward.fog.yaml.FieldException;
import org.fogward.models.spec.ModelSpec;
import org.fogward.protocol.update.UpdateShape;
import org.fogward.protocol.update.UpdateShape.Travel;
import org.fogward.protocol.v1.NormalizationTravel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateRulesTest {
    private static final String MODEL =
            "model: {family: motion, input: {height: 1, width: 128, channels: 9}, features: 0, width: 1.0,"
                    + " classes: [a, b]}\n";

    @Test
    void the_usual_plan_sends_less_in_each_round_and_takes_longer_steps() throws FieldException {
        Plan plan = plan("rounds: {count: 30}\n");
        assertThat(plan.update().up().codec()).isEqualTo("sparse");
        assertThat(plan.update().down().density().last()).isEqualTo(0.01);
        assertThat(plan.server().learningRate()).isEqualTo(1.5);
        List<Double> densities = LongStream.rangeClosed(1, 30)
                .mapToObj(round -> plan.update().up().density().at(round, plan.rateShare(round)))
                .toList();
        assertThat(densities).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(densities.getFirst()).isEqualTo(0.1);
        assertThat(densities.getLast()).isEqualTo(0.005);
    }

    @Test
    void a_short_plan_sends_more_in_each_round() throws FieldException {
        DensitySchedule density = plan("rounds: {count: 5}\n").update().up().density();
        assertThat(density.first()).isCloseTo(0.6, within(1e-9));
        assertThat(density.last()).isCloseTo(0.03, within(1e-9));
        assertThat(plan("rounds: {count: 1}\n").update().up().density().first()).isEqualTo(1);
    }

    @Test
    void a_codec_that_keeps_everything_does_so_both_ways_with_plain_steps() throws FieldException {
        Plan plan = plan("update: {codec: dense-float32}\nrounds: {count: 30}\n");
        assertThat(plan.update().down().codec()).isEqualTo("dense-float32");
        assertThat(plan.server().learningRate()).isEqualTo(1);
    }

    @Test
    void a_median_gets_updates_that_say_something_of_every_coordinate() throws FieldException {
        String median = "aggregation: {rule: median}\nrounds: {count: 3}\n";
        assertThat(plan(median).update()).isEqualTo(UpdateRules.whole("dense-float16"));
        assertThat(plan("update: {codec: masked-random}\n" + median)
                        .update()
                        .up()
                        .codec())
                .isEqualTo("masked-random");
        for (String codec : List.of("sparse", "sparse-golomb")) {
            assertThatThrownBy(() -> plan("update: {codec: " + codec + "}\n" + median))
                    .isInstanceOf(FieldException.class)
                    .hasMessageContaining("update.codec: ");
        }
    }

    @Test
    void reads_back_what_it_writes() throws FieldException {
        Plan plan = plan("""
                update: {codec: sparse-golomb, density: {first: 0.5, last: 0.25, warmupRounds: 3, followsRate: true}, bits: 3,
                         normalizationEvery: 0, staleDecay: 0.25, down: {codec: dense-int8, bits: 2}}
                rounds: {count: 30}
                """);
        assertThat(Plan.parse(plan.canonical())).isEqualTo(plan);
        assertThat(plan.update().up().bits()).isEqualTo(3);
        assertThat(plan.update().down().bits()).isEqualTo(2);
        assertThat(plan.update().staleDecay()).isEqualTo(0.25);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "codec: morse; codec",
                "density: {first: 0}; first",
                "density: {last: 1.5}; last",
                "density: {warmupRounds: -1}; warmupRounds",
                "density: {faster: 1}; faster",
                "bits: 5; bits",
                "bits: 0; bits",
                "normalizationEvery: -1; normalizationEvery",
                "staleDecay: 1.1; staleDecay",
                "down: {codec: morse}; codec",
                "down: {down: 1}; down",
                "up: 1; up"
            })
    void names_the_field_that_is_wrong(String update, String field) {
        assertThatThrownBy(() -> plan("update: {" + update + "}\nrounds: {count: 3}\n"))
                .isInstanceOf(FieldException.class)
                .hasMessageContaining("update")
                .hasMessageContaining(field);
    }

    @Test
    void statistics_travel_at_first_then_now_and_then_and_in_the_end() throws FieldException {
        Plan plan = plan("update: {normalizationEvery: 5}\nrounds: {count: 13}\n");
        List<Long> sent = LongStream.rangeClosed(1, 13)
                .filter(round -> plan.normalization(round) == NormalizationTravel.NORMALIZATION_TRAVEL_SENT)
                .boxed()
                .toList();
        assertThat(sent).containsExactly(1L, 2L, 3L, 4L, 6L, 11L, 13L);
    }

    @Test
    void of_a_gateways_own_normalisation_nothing_travels() throws FieldException {
        Plan plan = plan("update: {normalizationEvery: 0}\nrounds: {count: 3}\n");
        ModelSpec model = plan.model();
        assertThat(plan.normalization(3)).isEqualTo(NormalizationTravel.NORMALIZATION_TRAVEL_LOCAL);
        UpdateShape own = DeltaShapes.of(model, plan.normalization(3));
        UpdateShape kept = DeltaShapes.of(model, NormalizationTravel.NORMALIZATION_TRAVEL_KEPT);
        UpdateShape sent = DeltaShapes.of(model, NormalizationTravel.NORMALIZATION_TRAVEL_SENT);
        assertThat(own.length(Travel.NOTHING)).isEqualTo(2 * kept.length(Travel.NOTHING));
        assertThat(sent.length(Travel.WHOLE))
                .isEqualTo(kept.length(Travel.NOTHING))
                .isPositive();
        assertThat(own.parameters()).isEqualTo(sent.parameters());
    }

    @Test
    void what_was_left_behind_shrinks_as_the_rate_does() throws FieldException {
        Plan plan = plan("rounds: {count: 30}\n");
        assertThat(plan.rateRatio(2)).isLessThan(1).isGreaterThan(0.98);
        assertThat(plan.rateRatio(30)).isLessThan(0.2).isPositive();
        Plan constant = plan("training: {schedule: constant}\nrounds: {count: 30}\n");
        assertThat(constant.rateRatio(30)).isEqualTo(1);
    }

    private static Plan plan(String rest) throws FieldException {
        return Plan.parse(MODEL + rest);
    }
}
