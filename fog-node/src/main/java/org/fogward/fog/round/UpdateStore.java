package org.fogward.fog.round;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.v1.RefusalReason;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The updates in the database. What a method has written survives a crash once it returns. Thread-safe. */
public final class UpdateStore {

    private static final String UPDATES = "SELECT * FROM round_update WHERE round = :round ";

    private final Jdbi jdbi;

    UpdateStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A round's updates, accepted and refused, in the order of its tree: by gateway, then digest. */
    public List<RoundUpdate> of(long round) {
        return jdbi.withHandle(db -> db.createQuery(UPDATES + "ORDER BY gateway, digest")
                .bind("round", round)
                .mapTo(RoundUpdate.class)
                .list());
    }

    /** A round's updates in numbers. */
    public RoundTally tally(long round) {
        return jdbi.withHandle(db -> db.createQuery("SELECT count(*) FILTER (WHERE refusal = 0), count(*) FILTER (WHERE"
                        + " refusal <> 0), count(DISTINCT gateway) FILTER (WHERE answers_round) FROM round_update"
                        + " WHERE round = ?")
                .bind(0, round)
                .map((row, context) -> new RoundTally(row.getInt(1), row.getInt(2), row.getInt(3)))
                .one());
    }

    /** One gateway's updates in a round. */
    public List<RoundUpdate> of(long round, GatewayId gateway) {
        return jdbi.withHandle(db -> db.createQuery(UPDATES + "AND gateway = :gateway ORDER BY digest")
                .bind("round", round)
                .bind("gateway", gateway.value())
                .mapTo(RoundUpdate.class)
                .list());
    }

    /** What became of an update, newest first: the same envelope may have come in several rounds. */
    public List<RoundUpdate> history(GatewayId gateway, Digest digest) {
        return jdbi.withHandle(
                db -> db.createQuery("SELECT * FROM round_update WHERE digest = ? AND gateway = ? ORDER BY round DESC")
                        .bind(0, digest.hex())
                        .bind(1, gateway.value())
                        .mapTo(RoundUpdate.class)
                        .list());
    }

    /** Each gateway's newest update. */
    public List<RoundUpdate> newest() {
        return jdbi.withHandle(db -> db.createQuery("SELECT u.* FROM round_update u JOIN (SELECT gateway AS g,"
                        + " max(received_ms) AS newest FROM round_update GROUP BY gateway) ON u.gateway = g AND"
                        + " u.received_ms = newest")
                .mapTo(RoundUpdate.class)
                .list());
    }

    /** Remembers an update; a refused one is counted in the same transaction. */
    public void remember(RoundUpdate update) {
        jdbi.useTransaction(db -> {
            db.createUpdate("INSERT INTO round_update VALUES (:round, :gateway, :digest, :refusal, :detail, :answers,"
                            + " :samples, :loss, :received) ON CONFLICT DO NOTHING")
                    .bind("round", update.round())
                    .bind("gateway", update.gateway().value())
                    .bind("digest", update.digest().hex())
                    .bind("refusal", update.refusal().getNumber())
                    .bind("detail", update.detail())
                    .bind("answers", update.answersRound())
                    .bind("samples", update.samples())
                    .bind("loss", update.trainLoss())
                    .bind("received", update.receivedAt().toEpochMilli())
                    .execute();
            if (!update.accepted()) {
                count(db, update.refusal());
            }
        });
    }

    /** Counts a refusal that no round remembers. */
    public void count(RefusalReason reason) {
        jdbi.useHandle(db -> count(db, reason));
    }

    /** Refusals since the federation began, by reason. */
    public Map<RefusalReason, Long> refusals() {
        Map<RefusalReason, Long> totals = new TreeMap<>();
        jdbi.useHandle(db -> db.createQuery("SELECT reason, total FROM refusal_count")
                .map((row, context) -> Map.entry(RefusalReason.valueOf(row.getString(1)), row.getLong(2)))
                .forEach(entry -> totals.put(entry.getKey(), entry.getValue())));
        return totals;
    }

    private static void count(Handle db, RefusalReason reason) {
        db.execute(
                "INSERT INTO refusal_count VALUES (?, 1) ON CONFLICT (reason) DO UPDATE SET total = total + 1",
                reason.name());
    }
}
