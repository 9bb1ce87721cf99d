package org.fogward.fog.enrol;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.authority.EnrolledGateways.Condition;
import org.fogward.protocol.enrolment.InvitationCode;
import org.fogward.protocol.identity.GatewayId;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Who may enrol, in the database: one open invitation a gateway, good once and for a while. Of the secret there is a salted hash only, and
 * five wrong codes end it. Several processes may write. Thread-safe.
 */
public final class Invitations {

    /** How long an invitation is good by default. */
    public static final Duration DEFAULT_LIFE = Duration.ofMinutes(15);

    /** How long one can be made good for. */
    public static final Duration LONGEST_LIFE = Duration.ofDays(7);

    private static final int MOST_WRONG = 5;
    private static final int REMEMBERED = 5;
    private static final int MOST_LONGER = 128;

    private final Jdbi database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** Works on an opened database. */
    public Invitations(Jdbi database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Invites a gateway; an earlier invitation of the same one ends.
     *
     * @param life how long it is good, up to {@link #LONGEST_LIFE}
     * @throws IllegalArgumentException if the life is out of its range
     */
    public void add(GatewayId gateway, InvitationCode code, Duration life) {
        if (life.toMillis() < 1 || life.compareTo(LONGEST_LIFE) > 0) {
            throw new IllegalArgumentException("valid: more than 0 and at most 7 days expected");
        }
        CodeHash hash = CodeHash.of(code.secret(), random);
        Instant expires = clock.instant().plus(life);
        database.useTransaction(db -> {
            db.execute("UPDATE invitation SET ended = 'REPLACED' WHERE gateway = ? AND ended IS NULL", gateway.value());
            db.execute(
                    "INSERT INTO invitation (gateway, salt, hash, expires_ms) VALUES (?, ?, ?, ?)",
                    gateway.value(),
                    hash.salt(),
                    hash.hash(),
                    expires.toEpochMilli());
        });
    }

    /** What becomes of a code. */
    sealed interface Found {
        /** It is good; only with {@link Invitations#use} in the end. */
        record Open(long number) implements Found {}

        /** It is not. */
        record Refused(CodeRefusal reason) implements Found {}
    }

    /** Looks a code up. A wrong one counts against the gateway's open invitation. */
    Found find(GatewayId gateway, String secret) {
        String tried = secret.substring(0, Math.min(secret.length(), MOST_LONGER));
        List<Row> own = rows("WHERE gateway = ? ORDER BY number DESC LIMIT " + REMEMBERED, gateway.value());
        Optional<Row> meant =
                own.stream().filter(row -> row.hash().matches(tried)).findFirst();
        if (meant.isPresent()) {
            return found(meant.get());
        }
        Optional<Row> open = own.stream().filter(row -> row.ended().isEmpty()).findFirst();
        open.ifPresent(row -> countWrong(row.number()));
        if (belongsToAnother(gateway, tried)) {
            return new Found.Refused(CodeRefusal.OTHER_GATEWAY);
        }
        return new Found.Refused(own.isEmpty() ? CodeRefusal.NOT_INVITED : CodeRefusal.WRONG_CODE);
    }

    /** Ends an invitation because somebody enrols with it; holds for one of several that try at the same time. */
    Condition use(Found.Open open) {
        return db -> db.execute(
                        "UPDATE invitation SET ended = 'USED' WHERE number = ? AND ended IS NULL AND expires_ms > ?",
                        open.number(),
                        clock.millis())
                == 1;
    }

    private Found found(Row row) {
        if (row.ended().isPresent()) {
            return new Found.Refused(row.ended().get());
        }
        return clock.millis() >= row.expiresMillis()
                ? new Found.Refused(CodeRefusal.EXPIRED)
                : new Found.Open(row.number());
    }

    private void countWrong(long number) {
        database.useHandle(db -> db.execute(
                "UPDATE invitation SET wrong_tries = wrong_tries + 1, ended = CASE WHEN wrong_tries + 1 >= ? THEN"
                        + " 'WRONG_TRIES' END WHERE number = ? AND ended IS NULL",
                MOST_WRONG,
                number));
    }

    private boolean belongsToAnother(GatewayId gateway, String secret) {
        return rows("WHERE gateway <> ? AND ended IS NULL ORDER BY number DESC LIMIT " + REMEMBERED, gateway.value())
                .stream()
                .anyMatch(row -> row.hash().matches(secret));
    }

    private record Row(long number, CodeHash hash, long expiresMillis, Optional<CodeRefusal> ended) {

        static Row of(java.sql.ResultSet row, StatementContext context) throws java.sql.SQLException {
            return new Row(
                    row.getLong("number"),
                    new CodeHash(row.getBytes("salt"), row.getBytes("hash")),
                    row.getLong("expires_ms"),
                    Optional.ofNullable(row.getString("ended")).map(CodeRefusal::valueOf));
        }
    }

    private List<Row> rows(String which, String gateway) {
        return database.withHandle(db -> db.createQuery("SELECT * FROM invitation " + which)
                .bind(0, gateway)
                .map(Row::of)
                .list());
    }
}
