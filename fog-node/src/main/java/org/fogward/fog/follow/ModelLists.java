package org.fogward.fog.follow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.fogward.fog.view.ModelEntry;
import org.fogward.fog.view.ModelEntry.Standing;
import org.fogward.fog.view.RollbackEntry;
import org.jdbi.v3.core.Handle;

/** The newest models and ways back, within a transaction of the caller's. */
final class ModelLists {

    /** Of what no way back covers, the latest round's model, of several the one that comes last by digest. */
    private static final String CURRENT = "SELECT model FROM ledger_release l WHERE NOT EXISTS (SELECT 1 FROM"
            + " ledger_rollback b WHERE l.round > b.to_round AND l.round <= b.from_round)"
            + " ORDER BY round DESC, model DESC LIMIT 1";

    private static final String MODELS = "SELECT p.*, l.at AS released_at, l.block AS release_block, EXISTS (SELECT 1"
            + " FROM ledger_rollback b WHERE p.round > b.to_round AND p.round <= b.from_round) AS covered"
            + " FROM ledger_proposal p LEFT JOIN ledger_release l USING (model)"
            + " ORDER BY p.round DESC, p.model DESC LIMIT ?";

    private static final String ROLLBACKS = "SELECT v.from_model, v.to_model, f.round AS from_round, t.round AS"
            + " to_round, EXISTS (SELECT 1 FROM ledger_rollback b WHERE b.from_model = v.from_model AND b.to_model ="
            + " v.to_model) AS decided, max(v.block) AS newest FROM ledger_rollback_vote v JOIN ledger_proposal f ON"
            + " f.model = v.from_model JOIN ledger_proposal t ON t.model = v.to_model GROUP BY v.from_model, v.to_model,"
            + " f.round, t.round ORDER BY newest DESC, v.from_model, v.to_model LIMIT ?";

    private final Handle db;
    private final int most;

    ModelLists(Handle db, int most) {
        this.db = db;
        this.most = most;
    }

    List<ModelEntry> models() {
        Optional<String> current = db.createQuery(CURRENT).mapTo(String.class).findOne();
        return db.createQuery(MODELS)
                .bind(0, most)
                .map((row, context) -> model(row, current))
                .list();
    }

    List<RollbackEntry> rollbacks() {
        return db.createQuery(ROLLBACKS)
                .bind(0, most)
                .map((row, context) -> new RollbackEntry(
                        row.getLong("from_round"),
                        row.getLong("to_round"),
                        row.getBoolean("decided"),
                        votes(row.getString("from_model"), row.getString("to_model"))))
                .list();
    }

    private ModelEntry model(ResultSet row, Optional<String> current) throws SQLException {
        String model = row.getString("model");
        Optional<Instant> released = Rows.instant(row, "released_at");
        return new ModelEntry(
                model,
                row.getLong("round"),
                row.getString("organisation"),
                row.getLong("block"),
                Instant.parse(row.getString("at")),
                db.createQuery("SELECT organisation FROM ledger_approval WHERE model = ? ORDER BY 1")
                        .bind(0, model)
                        .mapTo(String.class)
                        .list(),
                released,
                released.isPresent() ? OptionalLong.of(row.getLong("release_block")) : OptionalLong.empty(),
                standing(released.isPresent(), row.getBoolean("covered"), current.equals(Optional.of(model))));
    }

    private static Standing standing(boolean released, boolean covered, boolean current) {
        if (!released) {
            return Standing.PROPOSED;
        }
        if (covered) {
            return Standing.ROLLED_BACK;
        }
        return current ? Standing.CURRENT : Standing.RELEASED;
    }

    private List<RollbackEntry.Vote> votes(String from, String to) {
        return db.createQuery("SELECT * FROM ledger_rollback_vote WHERE from_model = ? AND to_model = ?"
                        + " ORDER BY block, organisation")
                .bind(0, from)
                .bind(1, to)
                .map((row, context) -> new RollbackEntry.Vote(
                        row.getString("organisation"),
                        row.getString("reason"),
                        row.getString("note"),
                        row.getLong("block"),
                        Instant.parse(row.getString("at"))))
                .list();
    }
}
