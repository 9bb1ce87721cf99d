package org.fogward.fog.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.fogward.protocol.v1.RefusalReason.REFUSAL_REASON_MALFORMED;
import static org.fogward.protocol.v1.RefusalReason.REFUSAL_REASON_NORM_OUT_OF_BOUNDS;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.yaml.FieldException;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.protocol.envelope.EnvelopeException;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.update.UpdateCodecs;
import org.fogward.protocol.update.WholeNumberCodec;
import org.fogward.protocol.v1.LocalEvaluation;
import org.fogward.protocol.v1.RefusalReason;
import org.fogward.protocol.v1.Update;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionOfStagesTest {

    private static final Plan PLAN = plan();
    /** Two classes, two dimensions: counts, sums class by class, products. */
    private static final long[] FIT = {3, 2, 60, -30, 20, 40, 2_000, 100, 1_500};

    private static final long[] VALIDATION = {1, 0, 32, 0, 0, 0, 1_024, 0, 0};
    private static final long SAMPLES = 6;

    private final Admission admission = new Admission(new FederationId("north"), PLAN, signer -> Optional.empty());

    @Test
    void takes_what_each_round_asks_for() {
        for (Update.Builder update : List.of(analytic(), average(2), average(3), choice())) {
            assertThatCode(() -> admission.checkContent(update.build(), PLAN.model()))
                    .as("round %s", update.getRound())
                    .doesNotThrowAnyException();
        }
        Update without = average(2).clearEvaluation().build();
        assertThatCode(() -> admission.checkContent(without, PLAN.model())).doesNotThrowAnyException();
    }

    @Test
    void refuses_sums_of_another_length() {
        for (int length : new int[] {0, 1, 17, 19, 100}) {
            long[] numbers = java.util.Arrays.copyOf(numbers(), length);
            assertRefused(
                    analytic(),
                    REFUSAL_REASON_MALFORMED,
                    "parameters: " + length + ", but there are 18",
                    update -> update.setParameters(length).setDelta(encoded(numbers)));
            assertRefused(
                    analytic(),
                    REFUSAL_REASON_MALFORMED,
                    "delta: numbers: ",
                    update -> update.setDelta(encoded(numbers)));
        }
        assertRefused(
                analytic(), REFUSAL_REASON_MALFORMED, "parameters: 4294967295", update -> update.setParameters(-1));
    }

    @Test
    void refuses_sums_that_no_examples_have() {
        assertImplausible(0, -1);
        assertImplausible(2, 1_000_000);
        assertImplausible(6, -1);
        assertImplausible(6, Long.MAX_VALUE);
        assertImplausible(7, Long.MIN_VALUE);
        assertImplausible(7, 2_000);
        // A sum of a class without examples.
        assertImplausible(9 + 4, 1);
    }

    @Test
    void refuses_more_examples_than_allowed() {
        long[] numbers = numbers();
        numbers[0] = PLAN.admission().maxSamples();
        assertRefused(analytic(), REFUSAL_REASON_MALFORMED, "samples: ", update -> update.setSamples(numbers[0] + 3)
                .setDelta(encoded(numbers)));
        numbers[0] = Long.MAX_VALUE;
        numbers[1] = Long.MAX_VALUE;
        // These overflow to a number that the update may claim.
        numbers[9] = 8;
        assertRefused(
                analytic(), REFUSAL_REASON_NORM_OUT_OF_BOUNDS, "delta: sums: a count", update -> update.setSamples(6)
                        .setDelta(encoded(numbers)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5, 7, 1_000})
    void refuses_other_samples_than_the_sums_are_of(long samples) {
        assertRefused(
                analytic(),
                REFUSAL_REASON_MALFORMED,
                "samples: " + samples + ", but the sums are of 6",
                update -> update.setSamples(samples));
    }

    @Test
    void refuses_an_update_of_another_kind_of_round() {
        assertRefused(average(1), REFUSAL_REASON_MALFORMED, "codec: whole-numbers expected", update -> update);
        assertRefused(
                choice(), REFUSAL_REASON_MALFORMED, "codec: whole-numbers expected", update -> update.setRound(1));
        assertRefused(
                analytic(), REFUSAL_REASON_MALFORMED, "codec: dense-float32 expected", update -> update.setRound(2));
        assertRefused(
                analytic(), REFUSAL_REASON_MALFORMED, "codec: dense-float32 expected", update -> update.setRound(4));
        assertRefused(average(4), REFUSAL_REASON_MALFORMED, "parameters: ", update -> update);
        assertRefused(choice(), REFUSAL_REASON_MALFORMED, "parameters: 0, but there are", update -> update.setRound(2));
    }

    @Test
    void refuses_sums_in_another_codec_and_what_is_not_encoded() {
        for (String codec : List.of("", "dense-float32", "whole-numbers ", "none")) {
            assertRefused(
                    analytic(),
                    REFUSAL_REASON_MALFORMED,
                    "codec: whole-numbers expected",
                    update -> update.setCodec(codec));
        }
        assertRefused(
                analytic(),
                REFUSAL_REASON_MALFORMED,
                "delta: ",
                update -> update.setDelta(ByteString.copyFromUtf8("something else")));
        assertRefused(analytic(), REFUSAL_REASON_MALFORMED, "delta: ", Update.Builder::clearDelta);
    }

    @Test
    void refuses_a_choice_with_a_delta_or_without_an_evaluation() {
        assertRefused(
                choice(),
                REFUSAL_REASON_MALFORMED,
                "delta: none expected in a round that only chooses",
                update -> update.setDelta(average(4).getDelta()));
        assertRefused(choice(), REFUSAL_REASON_MALFORMED, "evaluation: missing", Update.Builder::clearEvaluation);
    }

    @Test
    void refuses_an_evaluation_that_cannot_be_in_every_kind_of_round() {
        for (Update.Builder good : List.of(analytic(), average(2), choice())) {
            assertRefused(good, REFUSAL_REASON_MALFORMED, "evaluation.classes: ", evaluation(e -> e.setClasses(3)));
            assertRefused(good, REFUSAL_REASON_MALFORMED, "evaluation.confusion: ", evaluation(e -> e.addConfusion(1)));
            assertRefused(
                    good, REFUSAL_REASON_MALFORMED, "evaluation.confusion: ", evaluation(e -> e.setConfusion(0, -1)));
            assertRefused(
                    good,
                    RefusalReason.REFUSAL_REASON_NON_FINITE,
                    "evaluation.loss_sum: ",
                    evaluation(e -> e.setLossSum(Double.NaN)));
        }
    }

    private void assertImplausible(int index, long value) {
        long[] numbers = numbers();
        long samples = SAMPLES;
        if (index < 2) {
            samples += value - numbers[index];
        }
        numbers[index] = value;
        long claimed = samples;
        assertRefused(
                analytic(), REFUSAL_REASON_NORM_OUT_OF_BOUNDS, "delta: sums: ", update -> update.setSamples(claimed)
                        .setDelta(encoded(numbers)));
    }

    private void assertRefused(
            Update.Builder good, RefusalReason reason, String detail, UnaryOperator<Update.Builder> change) {
        Update update = change.apply(good.clone()).build();
        EnvelopeException refusal =
                catchThrowableOfType(EnvelopeException.class, () -> admission.checkContent(update, PLAN.model()));
        assertThat(refusal).as(detail).hasMessageStartingWith(detail);
        assertThat(refusal.reason()).as(detail).isEqualTo(reason);
    }

    private static UnaryOperator<Update.Builder> evaluation(Consumer<LocalEvaluation.Builder> change) {
        return update -> {
            LocalEvaluation.Builder evaluation = evaluation();
            change.accept(evaluation);
            return update.setEvaluation(evaluation);
        };
    }

    private static LocalEvaluation.Builder evaluation() {
        return LocalEvaluation.newBuilder()
                .setClasses(2)
                .addAllConfusion(List.of(1L, 0L, 1L, 2L))
                .setLossSum(1);
    }

    private static Update.Builder analytic() {
        return Update.newBuilder()
                .setRound(1)
                .setSamples(SAMPLES)
                .setCodec(WholeNumberCodec.NAME)
                .setParameters(numbers().length)
                .setDelta(encoded(numbers()));
    }

    private static Update.Builder average(long round) {
        float[] delta = new float[ParameterLayout.of(PLAN.model()).parameters()];
        return Update.newBuilder()
                .setRound(round)
                .setSamples(SAMPLES)
                .setCodec(PLAN.update().up().codec())
                .setParameters(delta.length)
                .setDelta(ByteString.copyFrom(
                        UpdateCodecs.named(PLAN.update().up().codec())
                                .orElseThrow()
                                .encode(delta)))
                .setEvaluation(evaluation());
    }

    private static Update.Builder choice() {
        return Update.newBuilder()
                .setRound(4)
                .setSamples(SAMPLES)
                .setCodec(PLAN.update().up().codec())
                .setEvaluation(evaluation());
    }

    private static long[] numbers() {
        long[] numbers = java.util.Arrays.copyOf(FIT, 2 * FIT.length);
        System.arraycopy(VALIDATION, 0, numbers, FIT.length, FIT.length);
        return numbers;
    }

    private static ByteString encoded(long[] numbers) {
        return ByteString.copyFrom(new WholeNumberCodec().encode(numbers));
    }

    private static Plan plan() {
        try {
            return Plan.parse("""
                    model: {family: tabular, input: {height: 1, width: 1, channels: 4}, features: 0, width: 1.0, classes: [a, b]}
                    training: {validationShare: 0.25}
                    update: {codec: dense-float32}
                    rounds: {count: 4, quorum: 1}
                    admission: {maxSamples: 1000}
                    stages:
                      - {kind: analytic, options: {dimensions: 2}}
                      - {kind: average, rounds: 2, guarded: true}
                      - {kind: choice}
                    """);
        } catch (FieldException e) {
            throw new AssertionError(e);
        }
    }
}
