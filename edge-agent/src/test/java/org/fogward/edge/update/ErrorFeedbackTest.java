package org.fogward.edge.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.fogward.protocol.update.UpdateCodec;
import org.fogward.protocol.update.UpdateCodecs;
import org.fogward.protocol.update.UpdateShape;
import org.fogward.protocol.update.UpdateShape.Segment;
import org.fogward.protocol.update.UpdateShape.Travel;
import org.fogward.protocol.v1.Encoding;
import org.fogward.protocol.v1.NormalizationTravel;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two learnt coordinates, then two of batch normalisation. */
class ErrorFeedbackTest {
    private static final float[] GLOBAL = {1, 1, 1, 1};
    private static final UpdateCodec CODEC = UpdateCodecs.named("dense-float16").orElseThrow();

    @Test
    void adds_what_was_left_behind_to_what_is_learnt_but_not_to_what_is_measured() throws Exception {
        Residual left = new Residual(1, 1, new float[] {0.5f, -1, 7, 7}, new float[4]);
        assertThat(decoded(feedback(2, Travel.WHOLE, left, true), 1, 2, 3, 4)).containsExactly(0.5f, 0, 2, 3);
    }

    @Test
    void sends_again_what_was_not_counted() throws Exception {
        Residual left = new Residual(1, 1, new float[] {0.5f, 0, 0, 0}, new float[] {1, 2, 0, 0});
        assertThat(decoded(feedback(2, Travel.WHOLE, left, false), 1, 1, 1, 1)).containsExactly(1.5f, 2, 0, 0);
    }

    @Test
    void keeps_what_the_codec_could_not_hold() {
        float fine = 1 + 1.0f / (1 << 20);
        Residual next = feedback(2, Travel.WHOLE, new Residual(1, 1, new float[4], new float[4]), true)
                .encode(CODEC, less(new float[] {1 + fine, 1, 1 + fine, 1}))
                .residual();
        assertThat(next.round()).isEqualTo(2);
        assertThat(next.left()[0]).isCloseTo(fine - 1, within(1e-7f)).isNotZero();
        assertThat(next.sent()).containsExactly(1, 0, 0, 0);
        assertThat(next.left()[2]).as("measured").isZero();
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "3, 0.5", "5, 0.125"})
    void what_lies_back_decays_for_each_round_that_was_missed(long round, float expected) throws Exception {
        Residual left = new Residual(1, 1, new float[] {1, 0, 0, 0}, new float[4]);
        assertThat(decoded(feedback(round, Travel.WHOLE, left, true), 1, 1, 1, 1)[0])
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5", "0.125, 1", "0.0625, 1"})
    void what_was_learnt_at_a_higher_rate_shrinks(double before, float expected) throws Exception {
        Residual left = new Residual(1, 4 * before, new float[] {1, 0, 0, 0}, new float[4]);
        float now = decoded(feedback(2, Travel.WHOLE, left, true), 1, 1, 1, 1)[0];
        assertThat(now).isEqualTo(expected);
    }

    @Test
    void a_round_that_says_nothing_of_encoding_carries_nothing_over() throws Exception {
        Residual left = new Residual(1, 0, new float[] {1, 1, 1, 1}, new float[4]);
        RoundAnnouncement round = RoundAnnouncement.newBuilder().setRound(2).build();
        ErrorFeedback feedback = new ErrorFeedback(round, shape(Travel.WHOLE), Optional.of(left), true);
        assertThat(decoded(feedback, 2, 1, 1, 1)).containsExactly(1, 0, 0, 0);
    }

    @Test
    void what_was_left_behind_on_another_way_is_void() throws Exception {
        Residual left = new Residual(1, 1, new float[] {1, 1, 1, 1}, new float[4]);
        RoundAnnouncement round = round(4, NormalizationTravel.NORMALIZATION_TRAVEL_SENT, 2);
        ErrorFeedback feedback = new ErrorFeedback(round, shape(Travel.WHOLE), Optional.of(left), true);
        assertThat(decoded(feedback, 1, 1, 1, 1)).containsOnly(0);
    }

    @Test
    void what_was_left_behind_by_a_larger_model_is_void() throws Exception {
        Residual left = new Residual(1, 1, new float[5], new float[5]);
        left.left()[0] = 1;
        assertThat(decoded(feedback(2, Travel.WHOLE, left, true), 1, 1, 1, 1)).containsOnly(0);
    }

    @Test
    void what_is_the_gateways_own_never_travels_and_is_where_training_goes_on() throws Exception {
        RoundAnnouncement round = round(7, NormalizationTravel.NORMALIZATION_TRAVEL_LOCAL, 1);
        Residual left = new Residual(1, 1, new float[] {0, 0, 0.5f, -0.25f}, new float[4]);
        ErrorFeedback feedback = new ErrorFeedback(round, shape(Travel.NOTHING), Optional.of(left), true);

        assertThat(feedback.start(GLOBAL)).containsExactly(1, 1, 1.5f, 0.75f);
        ErrorFeedback.Encoded encoded = feedback.encode(CODEC, less(new float[] {2, 1, 3, 0}));
        assertThat(CODEC.decode(encoded.message(), shape(Travel.NOTHING))).containsExactly(1, 0, 0, 0);
        assertThat(encoded.residual().left()).containsExactly(0, 0, 2, -1);
    }

    @Test
    void statistics_stay_as_the_global_model_has_them_in_rounds_in_which_they_do_not_travel() throws Exception {
        RoundAnnouncement round = round(3, NormalizationTravel.NORMALIZATION_TRAVEL_KEPT, 1);
        Residual left = new Residual(2, 1, new float[] {0, 0, 9, 9}, new float[4]);
        ErrorFeedback feedback = new ErrorFeedback(round, shape(Travel.NOTHING), Optional.of(left), true);

        assertThat(feedback.start(GLOBAL)).containsExactly(GLOBAL);
        ErrorFeedback.Encoded encoded = feedback.encode(CODEC, less(new float[] {1, 1, 3, 3}));
        assertThat(CODEC.decode(encoded.message(), shape(Travel.NOTHING))).containsOnly(0);
        assertThat(encoded.residual().left()).containsOnly(0);
    }

    /** What was trained, less the global model. */
    private static float[] less(float... trained) {
        float[] delta = new float[trained.length];
        for (int i = 0; i < delta.length; i++) {
            delta[i] = trained[i] - GLOBAL[i];
        }
        return delta;
    }

    private static float[] decoded(ErrorFeedback feedback, float... trained) throws Exception {
        return CODEC.decode(feedback.encode(CODEC, less(trained)).message(), shape(Travel.WHOLE));
    }

    private static ErrorFeedback feedback(long round, Travel travel, Residual residual, boolean counted) {
        return new ErrorFeedback(
                round(round, NormalizationTravel.NORMALIZATION_TRAVEL_SENT, 1),
                shape(travel),
                Optional.of(residual),
                counted);
    }

    private static UpdateShape shape(Travel normalization) {
        return UpdateShape.of(List.of(new Segment(2, 1, Travel.CHOSEN), new Segment(2, 1, normalization)));
    }

    private static RoundAnnouncement round(long number, NormalizationTravel normalization, long since) {
        return RoundAnnouncement.newBuilder()
                .setRound(number)
                .setEncoding(Encoding.newBuilder()
                        .setDensity(1)
                        .setBits(1)
                        .setNormalization(normalization)
                        .setWholeDigits(5)
                        .setStaleDecay(0.5f)
                        .setRateShare(1)
                        .setSince(since))
                .build();
    }
}
