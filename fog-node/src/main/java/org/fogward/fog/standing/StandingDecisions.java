package org.fogward.fog.standing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import org.fogward.ledger.participant.GatewayStanding;
import org.fogward.protocol.identity.GatewayId;
import org.jdbi.v3.core.Jdbi;

/** Takes operators' decisions about gateways. Several processes may use the database at a time. Thread-safe. */
public final class StandingDecisions {

    private static final String CODE = "[a-z][a-z0-9_-]{0,31}";
    private static final String NO_CODE = "operator";

    private final Jdbi database;
    private final StandingOrders orders;

    /** Decisions in a fog node's database. */
    public StandingDecisions(Jdbi database) {
        this.database = database;
        this.orders = new StandingOrders(database);
    }

    /**
     * Writes a decision down, for the running fog node to act by.
     *
     * @param gateway the gateway's id, any text
     * @param suspends whether it is suspended, or else restored
     * @param reason a code, or else a few words without personal data
     * @throws IllegalArgumentException naming the field, if nothing was decided
     */
    public void decide(String gateway, boolean suspends, String reason, Instant now) {
        give(gateway, suspends, reason, now);
    }

    StandingOrder give(String gateway, boolean suspends, String reason, Instant now) {
        StandingOrder order = order(new GatewayId(gateway), suspends, reason, now);
        List<String> known = database.withHandle(db -> db.createQuery("SELECT DISTINCT id FROM gateway ORDER BY id")
                .mapTo(String.class)
                .list());
        if (!known.contains(gateway)) {
            throw new IllegalArgumentException("gateway: " + gateway + " is not registered; there "
                    + (known.isEmpty() ? "is none" : "are " + String.join(", ", known)));
        }
        orders.give(order);
        return order;
    }

    StandingOrders orders() {
        return orders;
    }

    /** A reason that is no code goes into the note. */
    private StandingOrder order(GatewayId gateway, boolean suspends, String reason, Instant now) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("reason: is empty");
        }
        boolean code = reason.matches(CODE);
        String federation = database.withHandle(db -> db.createQuery("SELECT federation FROM federation")
                .mapTo(String.class)
                .one());
        try {
            GatewayStanding standing = new GatewayStanding(
                    federation, gateway.value(), suspends, code ? reason : NO_CODE, code ? "" : reason);
            return new StandingOrder(
                    gateway,
                    suspends,
                    standing.reason(),
                    standing.note(),
                    now.truncatedTo(ChronoUnit.MILLIS),
                    false,
                    OptionalLong.empty());
        } catch (IllegalArgumentException e) {
            String problem = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(
                    problem.startsWith("note") ? "reason" + problem.substring(4) : problem, e);
        }
    }
}
