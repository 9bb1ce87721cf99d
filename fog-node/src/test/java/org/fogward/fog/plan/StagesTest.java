package org.fogward.fog.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.fogward.fog.yaml.FieldException;
import org.fogward.models.analytic.AnalyticOptions;
import org.fogward.models.analytic.AnalyticTask;
import org.fogward.models.start.Start;
import org.fogward.models.train.TrainingOptions;
import org.fogward.models.train.TrainingTask;
import org.fogward.protocol.update.WholeNumberCodec;
import org.fogward.protocol.v1.RoundKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StagesTest {

    private static final String TABULAR = """
            model: {family: tabular, input: {height: 1, width: 1, channels: 4}, features: 0, width: 1.0, classes: [well, ill]}
            training: {validationShare: 0.25}
            rounds: {count: 10, quorum: 2}
            """;
    private static final String FULL = TABULAR + """
            stages:
              - kind: analytic
                options: {dimensions: 8, ridges: [0.5, 1e1]}
              - {kind: average, rounds: 3, guarded: true}
              - {kind: average}
              - {kind: choice}
            """;

    /** What a model has for which weights come with the build. */
    private static final String SEEING = """
            model: {family: FAMILY, input: {height: 32, width: 32, channels: 1}, features: 0, width: WIDTH, classes: [well, ill], head: levels}
            rounds: {count: 10, quorum: 2}
            """;

    @Test
    void reads_stages_in_order_and_gives_one_that_averages_what_is_left() throws FieldException {
        Stages stages = Plan.parse(FULL).stages();
        AnalyticOptions defaults = AnalyticOptions.DEFAULT;
        assertThat(stages.inOrder())
                .containsExactly(
                        new Stage.Analytic(new AnalyticOptions(
                                8,
                                List.of(0.5, 10.0),
                                defaults.classBalance(),
                                defaults.validationShare(),
                                defaults.rounding())),
                        new Stage.Averaging(3, true),
                        new Stage.Averaging(5, false),
                        new Stage.Choice());
    }

    @Test
    void finds_the_stage_of_a_round() throws FieldException {
        Stages stages = Plan.parse(FULL).stages();
        assertThat(List.of(1, 2, 4, 5, 9, 10, 11))
                .extracting(round -> stages.at(round).kind())
                .containsExactly(
                        RoundKind.ROUND_KIND_ANALYTIC,
                        RoundKind.ROUND_KIND_AVERAGE,
                        RoundKind.ROUND_KIND_AVERAGE,
                        RoundKind.ROUND_KIND_AVERAGE,
                        RoundKind.ROUND_KIND_AVERAGE,
                        RoundKind.ROUND_KIND_CHOICE,
                        RoundKind.ROUND_KIND_CHOICE);
        assertThat(stages.at(4)).isEqualTo(new Stage.Averaging(3, true));
        assertThat(stages.at(5)).isEqualTo(new Stage.Averaging(5, false));
        assertThat(stages.choosesAfter(9)).isTrue();
        assertThat(stages.choosesAfter(10)).isFalse();
    }

    @Test
    void orders_from_gateways_what_the_stage_needs() throws FieldException {
        Plan plan = Plan.parse(FULL);
        RoundOrder sums = plan.order(1, plan.model(), 0, 1);
        assertThat(sums.kind()).isEqualTo(RoundKind.ROUND_KIND_ANALYTIC);
        assertThat(sums.codec()).isEqualTo(WholeNumberCodec.NAME);
        assertThat(AnalyticTask.fromJson(sums.task()).analytic().dimensions()).isEqualTo(8);
        for (int round : new int[] {2, 10}) {
            RoundOrder order = plan.order(round, plan.model(), 0, 1);
            assertThat(order.kind()).isEqualTo(plan.stages().at(round).kind());
            assertThat(order.codec()).isEqualTo(plan.update().up().codec());
            assertThat(TrainingTask.fromJson(order.task()).training()).isEqualTo(plan.training());
        }
    }

    @Test
    void each_setback_halves_the_learning_rate_of_guarded_rounds() throws FieldException {
        Plan plan = Plan.parse(FULL);
        double rate = plan.training().learningRate();
        TrainingOptions slowed =
                TrainingTask.fromJson(plan.order(2, plan.model(), 3, 1).task()).training();
        assertThat(slowed.learningRate()).isEqualTo(rate / 8);
        assertThat(slowed.slowed(8)).isEqualTo(plan.training());
        for (int notGuarded : new int[] {5, 10}) {
            assertThat(plan.order(notGuarded, plan.model(), 3, 1))
                    .isEqualTo(plan.order(notGuarded, plan.model(), 0, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TABULAR, FULL, SEEING})
    void canonical_form_reads_back_as_the_same_plan(String text) throws FieldException {
        Plan plan = Plan.parse(text.replace("FAMILY", "compact").replace("WIDTH", "1.0"));
        Plan again = Plan.parse(plan.canonical());
        assertThat(again).isEqualTo(plan);
        assertThat(again.canonical()).isEqualTo(plan.canonical());
        assertThat(again.digest()).isEqualTo(plan.digest());
    }

    @ParameterizedTest
    @CsvSource({"guarded: true,guarded: false", "0.5,0.4", "rounds: 3,rounds: 4", "{kind: choice},{kind: average}"})
    void digest_changes_with_any_stage(String here, String other) throws FieldException {
        String last = FULL.replace("- {kind: average}", "- {kind: average, rounds: LEFT}");
        String before = last.replace("LEFT", "5");
        String after = last.replace("LEFT", other.endsWith("4") && here.startsWith("rounds") ? "4" : "5")
                .replace(here, other);
        assertThat(Plan.parse(after).digest()).isNotEqualTo(Plan.parse(before).digest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: choice}|{kind: vote}|stages[3].kind: one of analytic, average, choice expected, not vote",
                "{kind: choice}|{}|stages[3].kind: missing",
                "{kind: choice}|choice|stages[3]: mapping expected",
                "{kind: choice}|{kind: choice, rounds: 2}|stages[3].rounds: choice takes one round",
                "{kind: choice}|{kind: choice, guarded: true}|stages[3].guarded: unknown field",
                "- kind: analytic|- rounds: 2\\n    kind: analytic|stages[0].rounds: analytic takes one round",
                "- kind: analytic|- guarded: true\\n    kind: analytic|stages[0].guarded: unknown field",
                "dimensions: 8|dimensions: 4096|analytic.dimensions: 4096",
                "dimensions: 8|dimension: 8|stages[0].options.dimension: unknown field",
                "ridges: [0.5, 1e1]|ridges: [1.0, 0.5]|analytic.ridges: [1.0, 0.5]",
                "ridges: [0.5, 1e1]|ridges: []|analytic.ridges: []",
                "ridges: [0.5, 1e1]|ridges: 1|stages[0].options: ",
                "dimensions: 8|classBalance: 2|analytic.classBalance: 2.0",
                "options: {dimensions: 8, ridges: [0.5, 1e1]}|options: 8|stages[0].options: mapping expected",
                "rounds: 3|rounds: 8|stages[2].rounds: no rounds are left of 10",
                "rounds: 3|rounds: 80|stages[2].rounds: no rounds are left of 10",
                "rounds: 3|rounds: 0|stages[1].rounds: 0 is not within",
                "rounds: 3, guarded: true|guarded: true|stages[2].rounds: no rounds are left of 10",
                "guarded: true|guarded: 1|stages[1].guarded: true or false expected",
                "guarded: true|options: {}|stages[1].options: unknown field",
                "{kind: average}|{kind: average, rounds: 4}|rounds: all stages have 9 rounds, but rounds.count is 10",
                "{kind: average}|{kind: average, rounds: 6}|rounds: all stages have 11 rounds, but rounds.count is 10",
                "validationShare: 0.25|validationShare: 0|need training.validationShare above 0",
            })
    void names_the_field_that_is_wrong(String good, String bad, String message) {
        String text = FULL.replace(good, bad.replace("\\n", "\n"));
        assertThat(text).isNotEqualTo(FULL);
        assertThatThrownBy(() -> Plan.parse(text))
                .isInstanceOf(FieldException.class)
                .hasMessageContaining("stages")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{kind: average, guarded: true}]", "[{kind: average, rounds: 9}, {kind: choice}]"})
    void guarding_and_choosing_each_need_validation(String stages) throws FieldException {
        String text = TABULAR + "stages: " + stages + "\n";
        assertThat(Plan.parse(text).stages().rounds()).isEqualTo(10);
        assertThatThrownBy(() -> Plan.parse(text.replace("0.25", "0")))
                .isInstanceOf(FieldException.class)
                .hasMessageContaining("stages: guarded rounds and choices need training.validationShare");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[]|stages: none", "{kind: choice}|stages: list expected"})
    void stages_are_a_list_of_at_least_one(String stages, String message) {
        assertThatThrownBy(() -> Plan.parse(TABULAR + "stages: " + stages + "\n"))
                .isInstanceOf(FieldException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"compact, 1.0", "mobilenet, 0.35"})
    void a_model_that_can_see_begins_in_closed_form_is_guarded_and_chooses(String family, String width)
            throws FieldException {
        Plan plan = seeing(family, width, "");
        assertThat(plan.start()).isEqualTo(new PlanStart.Made(Start.GENERATED));
        assertThat(plan.stages().inOrder())
                .containsExactly(
                        new Stage.Analytic(AnalyticOptions.DEFAULT), new Stage.Averaging(8, true), new Stage.Choice());
        assertThat(plan.training()).isEqualTo(TrainingOptions.fineTuning(plan.model()));
        assertThat(plan.training()).isNotEqualTo(TrainingOptions.defaults(plan.model()));
    }

    @ParameterizedTest
    @CsvSource({"compact, 1.0", "mobilenet, 0.35"})
    void it_is_not_guarded_where_nothing_is_kept_back(String family, String width) throws FieldException {
        Plan plan = seeing(family, width, "training: {validationShare: 0}\n");
        assertThat(plan.stages().inOrder())
                .containsExactly(new Stage.Analytic(AnalyticOptions.DEFAULT), new Stage.Averaging(9, false));
        assertThat(plan.training())
                .isEqualTo(TrainingOptions.fineTuning(plan.model()).with("{\"validationShare\": 0}"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3"})
    void stages_that_nobody_named_have_as_many_rounds_as_the_plan(int count, int stages) throws FieldException {
        Plan plan = Plan.parse(
                SEEING.replace("FAMILY", "compact").replace("WIDTH", "1.0").replace("count: 10", "count: " + count));
        assertThat(plan.stages().rounds()).isEqualTo(count);
        assertThat(plan.stages().inOrder()).hasSize(stages);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start: random\n", "stages: [{kind: average}]\n"})
    void a_model_that_need_not_begin_in_closed_form_trains_as_usual(String more) throws FieldException {
        Plan plan = seeing("compact", "1.0", more);
        assertThat(plan.stages()).isEqualTo(Stages.averaging(10));
        assertThat(plan.training()).isEqualTo(TrainingOptions.defaults(plan.model()));
    }

    @Test
    void what_follows_a_closed_form_is_fine_tuning_for_any_model() throws FieldException {
        Plan plan = Plan.parse(TABULAR.replace("training: {validationShare: 0.25}\n", "")
                + "stages: [{kind: analytic}, {kind: average}]\n");
        assertThat(plan.start()).isEqualTo(new PlanStart.Made(Start.RANDOM));
        assertThat(plan.training()).isEqualTo(TrainingOptions.fineTuning(plan.model()));
    }

    @ParameterizedTest
    @CsvSource({"compact, 1.0", "compact, 0.25", "mobilenet, 0.35"})
    void usual_limits_let_any_sums_through(String family, String width) throws FieldException {
        Plan plan = seeing(family, width, "stages: [{kind: analytic}, {kind: average}]\n");
        long[] numbers = new SplittableRandom(1)
                .longs(AnalyticTask.fromJson(plan.order(1, plan.model(), 0, 1).task())
                        .numbers())
                .toArray();
        assertThat(new WholeNumberCodec().encode(numbers).length + 1_000)
                .isLessThan(plan.admission().maxBytes());
    }

    @Test
    void a_model_without_levels_averages() throws FieldException {
        assertThat(Plan.parse(TABULAR).stages()).isEqualTo(Stages.averaging(10));
    }

    private static Plan seeing(String family, String width, String more) throws FieldException {
        return Plan.parse(SEEING.replace("FAMILY", family).replace("WIDTH", width) + more);
    }
}
