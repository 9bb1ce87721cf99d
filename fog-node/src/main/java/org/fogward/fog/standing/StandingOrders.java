package org.fogward.fog.standing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.fogward.protocol.identity.GatewayId;
import org.jdbi.v3.core.Jdbi;

/** Operators' newest decisions about gateways, in the database. Several processes may use it at a time. Thread-safe. */
final class StandingOrders {

    private final Jdbi jdbi;

    StandingOrders(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Writes a decision in place of an earlier one about the same gateway. */
    void give(StandingOrder order) {
        jdbi.useHandle(db -> db.execute(
                "INSERT OR REPLACE INTO standing_order VALUES (?, ?, ?, ?, ?, 0, NULL)",
                order.gateway().value(),
                order.suspended() ? 1 : 0,
                order.reason(),
                order.note(),
                order.at().toString()));
    }

    List<StandingOrder> all() {
        return jdbi.withHandle(db -> db.createQuery("SELECT * FROM standing_order ORDER BY gateway")
                .map((row, context) -> order(row))
                .list());
    }

    Optional<StandingOrder> about(GatewayId gateway) {
        return jdbi.withHandle(db -> db.createQuery("SELECT * FROM standing_order WHERE gateway = ?")
                .bind(0, gateway.value())
                .map((row, context) -> order(row))
                .findOne());
    }

    /** Notes that the fog node acts by a decision, unless it was replaced meanwhile. */
    void inForce(StandingOrder order) {
        note("in_force = 1", order);
    }

    /** Notes which block tells of a decision, unless it was replaced meanwhile. */
    void recorded(StandingOrder order, long block) {
        note("block = " + block, order);
    }

    private void note(String what, StandingOrder order) {
        jdbi.useHandle(db -> db.execute(
                "UPDATE standing_order SET " + what + " WHERE gateway = ? AND suspended = ? AND given_at = ?",
                order.gateway().value(),
                order.suspended() ? 1 : 0,
                order.at().toString()));
    }

    private static StandingOrder order(ResultSet row) throws SQLException {
        long block = row.getLong("block");
        boolean recorded = !row.wasNull();
        return new StandingOrder(
                new GatewayId(row.getString("gateway")),
                row.getBoolean("suspended"),
                row.getString("reason"),
                row.getString("note"),
                Instant.parse(row.getString("given_at")),
                row.getBoolean("in_force"),
                recorded ? OptionalLong.of(block) : OptionalLong.empty());
    }
}
