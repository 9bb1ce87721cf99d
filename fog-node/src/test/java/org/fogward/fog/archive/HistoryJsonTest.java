package org.fogward.fog.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.fogward.fog.audit.History;
import org.fogward.fog.audit.History.PastRound;
import org.fogward.fog.round.Founding;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.v1.RefusalReason;
import org.junit.jupiter.api.Test;

class HistoryJsonTest {

    private static final Digest DIGEST = Digest.of(new byte[1]);
    private static final History HISTORY = new History(
            new Founding("north", DIGEST, DIGEST),
            Map.of("ward-7", List.of("a key")),
            List.of(new PastRound(
                    1,
                    List.of(
                            update(RefusalReason.REFUSAL_REASON_UNSPECIFIED, 12),
                            update(RefusalReason.REFUSAL_REASON_DUPLICATE, 0)))));

    @Test
    void reads_what_it_wrote() throws IOException {
        byte[] json = HistoryJson.write(HISTORY);
        History read = HistoryJson.read(json);
        assertThat(HistoryJson.write(read)).isEqualTo(json);
        assertThat(read.rounds().getFirst().updates().getFirst().samples()).isEqualTo(12);
    }

    @Test
    void refuses_any_mutation_with_an_io_exception_or_reads_it() {
        byte[] good = HistoryJson.write(HISTORY);
        SplittableRandom random = new SplittableRandom(3);
        String letters = "{}[]:,\"0129eE.-nul \\truefals";
        for (int i = 0; i < 5_000; i++) {
            byte[] bad = good.clone();
            for (int change = random.nextInt(1, 5); change > 0; change--) {
                bad[random.nextInt(bad.length)] = (byte) letters.charAt(random.nextInt(letters.length()));
            }
            try {
                HistoryJson.read(bad);
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith("history.json:");
            }
        }
    }

    @Test
    void refuses_nothing_where_something_belongs() {
        String good = new String(HistoryJson.write(HISTORY));
        for (String bad : List.of(
                good.replace("[\"a key\"]", "[null]"),
                good.replace("\"ward-7\",\"digest\"", "null,\"digest\""),
                good.replace("REFUSAL_REASON_DUPLICATE", "UNRECOGNIZED"),
                good.replaceFirst("\"updates\":\\[", "\"updates\":[null,"))) {
            assertThat(bad).isNotEqualTo(good);
            assertThatThrownBy(() -> HistoryJson.read(bad.getBytes())).isInstanceOf(IOException.class);
        }
    }

    private static RoundUpdate update(RefusalReason refusal, long samples) {
        return new RoundUpdate(
                1,
                new GatewayId("ward-7"),
                Digest.of(new byte[(int) samples]),
                refusal,
                "",
                true,
                samples,
                0,
                Instant.EPOCH);
    }
}
