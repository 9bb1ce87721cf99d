package org.fogward.fog.round;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.fogward.models.evaluate.SiteScore;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.v1.RefusalReason;
import org.jdbi.v3.core.Jdbi;

/** Rows of the database as records. */
final class RoundRows {

    private RoundRows() {}

    static void register(Jdbi jdbi) {
        jdbi.registerRowMapper(Founding.class, (row, context) -> founding(row));
        jdbi.registerRowMapper(Round.class, (row, context) -> round(row));
        jdbi.registerRowMapper(RoundUpdate.class, (row, context) -> update(row));
        jdbi.registerRowMapper(RoundResult.class, (row, context) -> result(row));
        jdbi.registerRowMapper(RoundPlace.class, (row, context) -> place(row));
        jdbi.registerRowMapper(RoundScore.class, (row, context) -> score(row));
    }

    private static Founding founding(ResultSet row) throws SQLException {
        return new Founding(row.getString("federation"), digest(row, "plan"), digest(row, "first_model"));
    }

    private static Round round(ResultSet row) throws SQLException {
        return new Round(
                row.getLong("number"),
                RoundPhase.valueOf(row.getString("phase")),
                digest(row, "base_model"),
                instant(row, "opened_ms"),
                instant(row, "deadline_ms"));
    }

    private static RoundUpdate update(ResultSet row) throws SQLException {
        RefusalReason refusal = RefusalReason.forNumber(row.getInt("refusal"));
        if (refusal == null) {
            throw new SQLException("round_update.refusal: " + row.getInt("refusal") + " is no reason");
        }
        return new RoundUpdate(
                row.getLong("round"),
                new GatewayId(row.getString("gateway")),
                digest(row, "digest"),
                refusal,
                row.getString("detail"),
                row.getBoolean("answers_round"),
                row.getLong("samples"),
                row.getDouble("train_loss"),
                instant(row, "received_ms"));
    }

    private static RoundResult result(ResultSet row) throws SQLException {
        return new RoundResult(
                row.getLong("round"),
                digest(row, "new_model"),
                Optional.ofNullable(row.getString("model_delta")).map(Digest::new),
                digest(row, "server_state"),
                digest(row, "merkle_root"),
                row.getDouble("seconds"),
                row.getDouble("train_loss"),
                row.getLong("bytes_up"),
                row.getLong("bytes_down"));
    }

    private static RoundPlace place(ResultSet row) throws SQLException {
        return new RoundPlace(
                row.getLong("round"),
                row.getString("ledger_transaction"),
                row.getLong("block"),
                row.getString("head_hash"));
    }

    private static RoundScore score(ResultSet row) throws SQLException {
        return new RoundScore(
                row.getLong("round"),
                row.getDouble("accuracy"),
                row.getDouble("balanced_accuracy"),
                row.getDouble("loss"),
                row.getLong("samples"),
                worst(row));
    }

    private static Optional<SiteScore> worst(ResultSet row) throws SQLException {
        String site = row.getString("site");
        return site == null
                ? Optional.empty()
                : Optional.of(new SiteScore(site, row.getDouble("site_accuracy"), row.getLong("site_samples")));
    }

    private static Digest digest(ResultSet row, String column) throws SQLException {
        return new Digest(row.getString(column));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }
}
