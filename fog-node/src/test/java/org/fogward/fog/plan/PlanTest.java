package org.fogward.fog.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.fogward.fog.yaml.FieldException;
import org.fogward.models.prune.PruningSchedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

    private static final String PLAN = """
            model: {family: tabular, input: {height: 1, width: 1, channels: 4}, features: 0, width: 1.0, classes: [well, ill]}
            training: {epochs: 2, learningRate: 1e-2}
            update: {codec: dense-float32}
            aggregation:
              rule: median
              server: {optimizer: fedyogi, learningRate: 0.1, tau: 1e-3}
            rounds: {count: 20, quorum: 3, waitForAll: false, deadlineSeconds: 60}
            admission: {maxBytes: 100000, maxNorm: 10}
            seed: 5
            """;

    private static final String MOBILENET = PLAN.replace(
            "{family: tabular, input: {height: 1, width: 1, channels: 4},",
            "{family: mobilenet, input: {height: 96, width: 96, channels: 1},");

    @Test
    void keys_are_replaced_as_often_as_the_plan_says() {
        RoundRules rules = new RoundRules(100, 1, true, java.time.Duration.ofSeconds(1), 10);
        assertThat(java.util.stream.LongStream.rangeClosed(1, 30).filter(rules::beginsWithNewKeys))
                .containsExactly(11L, 21L);
        assertThatThrownBy(() -> new RoundRules(1, 1, true, java.time.Duration.ofSeconds(1), 0))
                .hasMessageStartingWith("newKeysEvery: ");
    }

    @Test
    void reads_every_field() throws FieldException {
        Plan plan = Plan.parse(PLAN);
        assertThat(plan.training().epochs()).isEqualTo(2);
        assertThat(plan.training().learningRate()).isEqualTo(0.01);
        assertThat(plan.server().tau()).isEqualTo(0.001);
        assertThat(plan.rounds().quorum()).isEqualTo(3);
        assertThat(plan.admission().maxNorm()).isEqualTo(10);
        assertThat(plan.seed()).isEqualTo(5);
        assertThat(plan.ruleName(1)).isEqualTo("median + fedyogi");
    }

    @Test
    void canonical_form_reads_back_as_the_same_plan() throws FieldException {
        Plan plan = Plan.parse(PLAN);
        Plan again = Plan.parse(plan.canonical());
        assertThat(again).isEqualTo(plan);
        assertThat(again.digest()).isEqualTo(plan.digest());
    }

    @Test
    void takes_a_pruned_model() throws FieldException {
        String hidden = "[32, 48, 144, 144, 192, 96, 192, 384, 8, 384, 384, 576, 576, 576, 960, 960, 16]";
        Plan plan = Plan.parse(MOBILENET.replace("classes:", "hidden: " + hidden + ", classes:"));
        assertThat(plan.model().hidden()).hasSize(17).endsWith(16);
        assertThat(Plan.parse(plan.canonical())).isEqualTo(plan);
        assertThat(Plan.parse(MOBILENET).canonical()).doesNotContain("hidden");
        assertThatThrownBy(() -> Plan.parse(MOBILENET.replace("classes:", "hidden: [8], classes:")))
                .hasMessageContaining("model: ")
                .hasMessageContaining("hidden: 1 numbers where there are 17 blocks");
    }

    @Test
    void takes_a_pruning_schedule() throws FieldException {
        Plan plan = Plan.parse(MOBILENET + "pruning: {from: 4, to: 12, keep: 0.6}\n");
        assertThat(plan.pruning()).contains(new PruningSchedule(4, 12, 0.6));
        assertThat(Plan.parse(plan.canonical())).isEqualTo(plan);
        assertThat(Plan.parse(MOBILENET + "pruning: {from: 4}\n").pruning()).contains(PruningSchedule.oneShot(4, 0.5));
        assertThat(Plan.parse(MOBILENET).canonical()).doesNotContain("pruning");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{from: 4, keep: 0}|keep: 0.0 is not above 0",
                "{from: 4, keep: 0.001}|pruning.keep: 0.001 would leave a block nothing",
                "{from: 4, to: 3}|to: 3 is before 4",
                "{from: 20}|pruning.to: 20, but no round trains after the last",
                "{since: 4}|pruning.since: unknown field",
                "4|pruning: mapping expected",
            })
    void names_what_cannot_be_pruned(String pruning, String message) {
        assertThatThrownBy(() -> Plan.parse(MOBILENET + "pruning: " + pruning + "\n"))
                .isInstanceOf(FieldException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> Plan.parse(PLAN + "pruning: {from: 4}\n"))
                .hasMessageContaining("pruning.family: tabular cannot be pruned");
    }

    @Test
    void digest_changes_with_any_field() throws FieldException {
        assertThat(Plan.parse(PLAN.replace("seed: 5", "seed: 6")).digest())
                .isNotEqualTo(Plan.parse(PLAN).digest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seed: 5|seed: five|seed:",
                "rule: median|rule: mode|rule:",
                "quorum: 3|quorum: 0|rounds.quorum:",
                "quorum: 3|qorum: 3|rounds.qorum: unknown field",
                "maxNorm: 10|maxNorm: -1|admission: maxNorm:",
                "maxNorm: 10|maxNorm: NaN|admission.maxNorm:",
                "optimizer: fedyogi|optimizer: sgd|aggregation.server: optimizer:",
                "epochs: 2|epoch: 2|training.epoch: unknown field",
                "epochs: 2|frozenBlocks: 9|training.frozenBlocks: 9",
                "epochs: 2|exampleClip: 1|exampleClip",
                "family: tabular|family: forest|model: ",
                "codec: dense-float32|codec: none|codec:",
            })
    void names_the_field_that_is_wrong(String good, String bad, String message) {
        assertThatThrownBy(() -> Plan.parse(PLAN.replace(good, bad)))
                .isInstanceOf(FieldException.class)
                .hasMessageContaining(message.strip());
    }

    @Test
    void names_the_line_that_is_no_yaml() {
        assertThatThrownBy(() -> Plan.parse(PLAN + "seed: 6\n"))
                .hasMessageMatching("file: not YAML: .*\\(line [0-9]+\\)");
    }

    @Test
    void refuses_any_mutation_with_a_field_exception_or_reads_it() {
        SplittableRandom random = new SplittableRandom(11);
        String letters = "{}[]:,-&*!|>'\"%@`#?\n\t 0123456789.eExyzAB\0\uffff";
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder(PLAN);
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, letters.charAt(random.nextInt(letters.length())));
                }
            }
            try {
                Plan.parse(text.toString());
            } catch (FieldException e) {
                assertThat(e.getMessage()).contains(":");
            }
        }
    }

    @Test
    void a_round_waits_for_all_or_for_its_deadline() {
        RoundRules patient = new RoundRules(1, 2, true, java.time.Duration.ofSeconds(1));
        assertThat(patient.closes(2, 2, 3, true)).isFalse();
        assertThat(patient.closes(2, 3, 3, false)).isTrue();
        RoundRules strict = new RoundRules(1, 2, false, java.time.Duration.ofSeconds(1));
        assertThat(strict.closes(2, 2, 3, false)).isFalse();
        assertThat(strict.closes(2, 2, 3, true)).isTrue();
        assertThat(strict.closes(1, 3, 3, true)).isFalse();
    }
}
