package org.fogward.fog.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.fogward.protocol.people.Secret;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, in the fog node's database, so that it outlives a restart and ends at once when an account is changed by
 * another process. A session lasts half an hour after its last use and twelve hours at most. Thread-safe.
 */
public final class Sessions {

    /** Without use it ends after this time. */
    public static final Duration IDLE = Duration.ofMinutes(30);

    /** It ends after this time in any case. */
    public static final Duration LONGEST = Duration.ofHours(12);

    /** So that not every request costs a write. */
    private static final Duration NOTED = Duration.ofSeconds(30);

    private static final int SECRET_BYTES = 32;
    private static final String ID = "fogward session";
    private static final String PAGE = "fogward page";

    private final Jdbi database;
    private final Clock clock;

    /** The sessions in a database. */
    public Sessions(Jdbi database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Begins a session of an account; the secret is for its owner's cookie only. */
    public Secret begin(Account account) {
        return begin(account.name().value(), account.name().value(), account.role());
    }

    /** Begins a session of somebody whom their organisation answers for. */
    public Secret beginForeign(String name, Role role) {
        return begin("openid:" + name, null, role);
    }

    /**
     * The session that a cookie's value opens.
     *
     * @param use whether this counts as use, after which it lasts longer
     */
    public Optional<Session> find(Secret secret, boolean use) {
        Instant now = clock.instant();
        return database.withHandle(handle -> {
            Optional<Found> found = handle.createQuery("""
                            SELECT s.name, coalesce(p.role, s.role), s.begun_at, s.used_at
                            FROM person_session s LEFT JOIN person p ON p.name = s.person
                            WHERE s.id = ? AND s.begun_at > ? AND s.used_at > ?""")
                    .bind(0, secret.digest(ID))
                    .bind(1, now.minus(LONGEST).toEpochMilli())
                    .bind(2, now.minus(IDLE).toEpochMilli())
                    .map((row, context) -> new Found(
                            new Session(
                                    secret.digest(ID),
                                    secret.digest(PAGE),
                                    row.getString(1),
                                    Role.valueOf(row.getString(2)),
                                    Instant.ofEpochMilli(row.getLong(3))),
                            Instant.ofEpochMilli(row.getLong(4))))
                    .findOne();
            if (use && found.isPresent() && found.get().usedAt().plus(NOTED).isBefore(now)) {
                handle.execute(
                        "UPDATE person_session SET used_at = ? WHERE id = ?",
                        now.toEpochMilli(),
                        found.get().session().id());
            }
            return found.map(Found::session);
        });
    }

    /** Whether it still lasts. */
    public boolean lasts(Session session) {
        Instant now = clock.instant();
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT EXISTS (SELECT 1 FROM person_session WHERE id = ? AND begun_at > ? AND used_at > ?)")
                .bind(0, session.id())
                .bind(1, now.minus(LONGEST).toEpochMilli())
                .bind(2, now.minus(IDLE).toEpochMilli())
                .mapTo(Boolean.class)
                .one());
    }

    /** Ends one. */
    public void end(Session session) {
        database.useHandle(handle -> handle.execute("DELETE FROM person_session WHERE id = ?", session.id()));
    }

    /** Ends all of whoever this one belongs to. */
    public void endAll(Session session) {
        database.useHandle(handle -> handle.execute("DELETE FROM person_session WHERE name = ?", session.name()));
    }

    private record Found(Session session, Instant usedAt) {}

    private Secret begin(String name, @Nullable String person, Role role) {
        Secret secret = Secret.random(SECRET_BYTES);
        Instant now = clock.instant();
        database.useTransaction(handle -> {
            handle.execute(
                    "DELETE FROM person_session WHERE begun_at <= ? OR used_at <= ?",
                    now.minus(LONGEST).toEpochMilli(),
                    now.minus(IDLE).toEpochMilli());
            handle.execute(
                    "INSERT INTO person_session (id, name, person, role, begun_at, used_at) VALUES (?, ?, ?, ?, ?, ?)",
                    secret.digest(ID),
                    name,
                    person,
                    role.name(),
                    now.toEpochMilli(),
                    now.toEpochMilli());
        });
        return secret;
    }
}
