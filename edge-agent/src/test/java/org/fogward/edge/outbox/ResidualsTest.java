package org.fogward.edge.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.edge.update.Answer;
import org.fogward.edge.update.ErrorFeedback;
import org.fogward.edge.update.Residual;
import org.fogward.models.prune.ParameterSelection;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.update.UpdateShape;
import org.fogward.protocol.update.UpdateShape.Segment;
import org.fogward.protocol.update.UpdateShape.Travel;
import org.fogward.protocol.v1.Encoding;
import org.fogward.protocol.v1.NormalizationTravel;
import org.fogward.protocol.v1.RefusalReason;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is carried over is seen in parts that are a gateway's own, where training starts from it. */
class ResidualsTest {
    private static final byte[] LEFT = {1, 2, 3};

    @TempDir
    Path directory;

    private GatewayDatabase database;
    private Residuals residuals;
    private Outbox outbox;

    @BeforeEach
    void open() throws Exception {
        database = GatewayDatabase.open(directory.resolve("gateway.db"));
        residuals = new Residuals(database, new SampleKeys(new byte[32], new SecureRandom()));
        outbox = new Outbox(database, residuals);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void is_there_after_a_restart() throws Exception {
        outbox.settle(put(1), Fate.COUNTED);
        close();
        open();
        assertThat(carried(2, 3)).containsExactly(1, 2, 3);
    }

    @Test
    void is_not_kept_without_its_update() {
        put(1);
        assertThatThrownBy(() -> outbox.put(
                        1, new Answer(new byte[] {9}, Optional.of(residual(1, (byte) 8, (byte) 8, (byte) 8)))))
                .isInstanceOf(RuntimeException.class);
        outbox.settle(Digest.of(envelope(1)), Fate.COUNTED);
        assertThat(carried(2, 3)).containsExactly(1, 2, 3);
    }

    @Test
    void what_no_receipt_tells_of_was_not_counted() {
        put(1);
        assertThat(carried(2, 3)).containsExactly(11, 12, 13);
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSAL_REASON_UNSPECIFIED, 1",
        "REFUSAL_REASON_WRONG_ROUND, 11",
        "REFUSAL_REASON_STALE_MODEL, 11",
        "REFUSAL_REASON_MALFORMED, 11",
        "REFUSAL_REASON_NON_FINITE, 0",
        "REFUSAL_REASON_NORM_OUT_OF_BOUNDS, 0"
    })
    void what_was_refused_travels_again_unless_for_what_it_held(RefusalReason reason, float expected) {
        outbox.settle(put(1), Fate.of(reason));
        assertThat(carried(2, 3)[0]).isEqualTo(expected);
    }

    @Test
    void is_void_where_the_model_is_another() {
        put(3);
        assertThat(new ErrorFeedback(round(4, 4), shape(3), Optional.of(residual(3, LEFT)), true).start(new float[3]))
                .containsOnly(0);
        assertThat(residuals.into(round(4, 4), shape(3)).start(new float[3])).containsOnly(0);
        assertThat(carried(4, 2)).containsOnly(0);
    }

    @Test
    void loses_what_belonged_to_pruned_channels_and_only_once() {
        outbox.settle(put(1), Fate.RETURNED);
        ParameterSelection selection = new ParameterSelection(3, 0, 2);
        residuals.pruned(selection);
        residuals.pruned(selection);
        assertThat(carried(2, 2)).containsExactly(11, 13);
    }

    @Test
    void cannot_be_read_from_the_file_without_the_key() throws Exception {
        put(1);
        close();
        byte[] file = Files.readAllBytes(directory.resolve("gateway.db"));
        assertThat(new String(file, StandardCharsets.ISO_8859_1))
                .doesNotContain("\u003f\u0080\u0000\u0000\u0040\u0000\u0000\u0000\u0040\u0040\u0000\u0000");
        open();
    }

    private Digest put(long round) {
        return outbox.put(round, new Answer(envelope(round), Optional.of(residual(round, LEFT))));
    }

    private static byte[] envelope(long round) {
        return new byte[] {(byte) round};
    }

    private static Residual residual(long round, byte... left) {
        float[] values = new float[left.length];
        float[] sent = new float[left.length];
        for (int i = 0; i < left.length; i++) {
            values[i] = left[i];
            sent[i] = 10;
        }
        return new Residual(round, 1, values, sent);
    }

    private float[] carried(long round, int parameters) {
        return residuals.into(round(round, 1), shape(parameters)).start(new float[parameters]);
    }

    private static UpdateShape shape(int parameters) {
        return UpdateShape.of(List.of(new Segment(parameters, 1, Travel.NOTHING)));
    }

    private static RoundAnnouncement round(long number, long since) {
        return RoundAnnouncement.newBuilder()
                .setRound(number)
                .setEncoding(Encoding.newBuilder()
                        .setDensity(1)
                        .setBits(1)
                        .setNormalization(NormalizationTravel.NORMALIZATION_TRAVEL_LOCAL)
                        .setWholeDigits(5)
                        .setStaleDecay(0.5f)
                        .setRateShare(1)
                        .setSince(since))
                .build();
    }
}
