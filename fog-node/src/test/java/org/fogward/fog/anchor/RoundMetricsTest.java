package org.fogward.fog.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fogward.fog.admission.RefusalNames;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.ledger.FieldRules;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.v1.RefusalReason;
import org.junit.jupiter.api.Test;

class RoundMetricsTest {
    private static final RefusalReason NONE = RefusalReason.REFUSAL_REASON_UNSPECIFIED;

    @Test
    void the_text_is_the_one_that_is_written_down() {
        RoundMetrics metrics = RoundMetrics.of(
                7,
                List.of(
                        update(2, NONE, 1.5),
                        update(3, RefusalReason.REFUSAL_REASON_WRONG_ROUND, 0),
                        update(1, NONE, -0.0),
                        update(4, RefusalReason.REFUSAL_REASON_MALFORMED, 0),
                        update(5, RefusalReason.REFUSAL_REASON_WRONG_ROUND, 0)));
        List<String> accepted = List.of(
                "update " + digest(1).hex() + " 100 0000000000000000\n",
                "update " + digest(2).hex() + " 100 3ff8000000000000\n");
        assertThat(metrics.text())
                .isEqualTo("round-metrics 1 7\n"
                        + String.join("", accepted.stream().sorted().toList())
                        + "refused malformed 1\nrefused wrong_round 2\n");
        assertThat(metrics.refusals()).isEqualTo(Map.of("malformed", 1, "wrong_round", 2));
    }

    @Test
    void order_does_not_matter_and_a_loss_does() {
        RoundUpdate one = update(1, NONE, 0.5);
        RoundUpdate two = update(2, NONE, 0.25);
        Digest digest = RoundMetrics.of(1, List.of(one, two)).digest();
        assertThat(RoundMetrics.of(1, List.of(two, one)).digest()).isEqualTo(digest);
        assertThat(RoundMetrics.of(1, List.of(one, two.withTrainLoss(Math.nextUp(0.25))))
                        .digest())
                .isNotEqualTo(digest);
        assertThat(RoundMetrics.of(2, List.of(one, two)).digest()).isNotEqualTo(digest);
    }

    @Test
    void the_ledger_has_room_for_the_name_of_every_reason() {
        assertThat(RefusalNames.reasons()).hasSizeLessThanOrEqualTo(16);
        RefusalNames.reasons().forEach(reason -> FieldRules.reason("refusals", RefusalNames.of(reason)));
    }

    private static RoundUpdate update(int number, RefusalReason refusal, double loss) {
        return new RoundUpdate(
                7, new GatewayId("gw-" + number), digest(number), refusal, "", true, 100, loss, Instant.EPOCH);
    }

    private static Digest digest(int number) {
        return Digest.of(new byte[] {(byte) number});
    }
}
