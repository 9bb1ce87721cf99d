package org.fogward.fog.standing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fogward.fog.registry.Suspension;
import org.fogward.protocol.identity.GatewayId;
import org.jdbi.v3.core.Jdbi;

/**
 * What the followed ledger says of the gateways.
 *
 * @param block how far the ledger was followed, -1 before its first event
 * @param suspended who is suspended, and why
 * @param withdrawn fingerprints of keys that no longer count
 */
record LedgerStandings(long block, Map<GatewayId, Suspension> suspended, Set<String> withdrawn) {

    static final LedgerStandings NOTHING = new LedgerStandings(-1, Map.of(), Set.of());

    /** Reads the tables in one transaction. */
    static LedgerStandings read(Jdbi jdbi) {
        return jdbi.inTransaction(db -> {
            long block = db.createQuery("SELECT coalesce(max(block), -1) FROM ledger_position")
                    .mapTo(Long.class)
                    .one();
            Map<GatewayId, Suspension> suspended = new TreeMap<>();
            db.createQuery("SELECT gateway, reason, note, standing_at FROM ledger_participant WHERE suspended = 1")
                    .map((row, context) -> suspended.put(new GatewayId(row.getString("gateway")), suspension(row)))
                    .list();
            Set<String> withdrawn = new HashSet<>(
                    db.createQuery("SELECT fingerprint FROM ledger_fingerprint WHERE withdrawn_reason IS NOT NULL")
                            .mapTo(String.class)
                            .list());
            return new LedgerStandings(block, suspended, withdrawn);
        });
    }

    private static Suspension suspension(ResultSet row) throws SQLException {
        return new Suspension(row.getString("reason"), row.getString("note"), row.getString("standing_at"));
    }
}
