package org.fogward.fog.archive;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fogward.fog.audit.History;
import org.fogward.fog.round.Founding;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.v1.RefusalReason;

/** The history in an archive. */
public final class HistoryFuzz implements FuzzTarget {
    @Override
    public List<byte[]> seeds() {
        return List.of(HistoryJson.write(history()));
    }

    static History history() {
        Digest digest = Digest.of(new byte[1]);
        RoundUpdate update = new RoundUpdate(
                1,
                new GatewayId("ward-7"),
                digest,
                RefusalReason.REFUSAL_REASON_DUPLICATE,
                "",
                true,
                3,
                0,
                Instant.EPOCH);
        return new History(
                new Founding("north", digest, digest),
                Map.of("ward-7", List.of("a key")),
                List.of(new History.PastRound(1, List.of(update))));
    }

    @Override
    public void run(byte[] input) {
        try {
            Promise.same(HistoryJson.write(HistoryJson.read(input)), input);
        } catch (IOException e) {
            Promise.namesField(e);
        }
    }
}
