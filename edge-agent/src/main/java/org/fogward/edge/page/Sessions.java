package org.fogward.edge.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.fogward.protocol.people.Secret;

/**
 * Who is signed in, in memory: a restart of the gateway signs everybody out. A session lasts half an hour after its last use and twelve
 * hours at most. Bounded; the oldest goes first. Thread-safe.
 */
final class Sessions {
    static final Duration IDLE = Duration.ofMinutes(30);
    static final Duration LONGEST = Duration.ofHours(12);
    private static final int MOST = 32;
    private static final int SECRET_BYTES = 32;
    private static final String ID = "fogward gateway session";
    private static final String PAGE = "fogward gateway page";

    private final Clock clock;
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    Sessions(Clock clock) {
        this.clock = clock;
    }

    /** Begins one; the secret is for its owner's cookie only. */
    synchronized Secret begin(String account) {
        Secret secret = Secret.random(SECRET_BYTES);
        Instant now = clock.instant();
        sessions.values().removeIf(session -> !lasts(session, now));
        if (sessions.size() >= MOST) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        String id = secret.digest(ID);
        sessions.put(id, new Session(id, secret.digest(PAGE), account, now, now));
        return secret;
    }

    /**
     * The session that a cookie's value opens.
     *
     * @param account what the account is like now; empty if there is none
     * @param use whether this counts as use
     */
    synchronized Optional<Session> find(Secret secret, Optional<String> account, boolean use) {
        Instant now = clock.instant();
        Optional<Session> found = Optional.ofNullable(sessions.get(secret.digest(ID)))
                .filter(session -> lasts(session, now))
                .filter(session -> account.equals(Optional.of(session.account())));
        if (use) {
            found.ifPresent(session -> sessions.put(session.id(), session.used(now)));
        }
        return found;
    }

    synchronized void end(Session session) {
        sessions.remove(session.id());
    }

    private static boolean lasts(Session session, Instant now) {
        return now.isBefore(session.begunAt().plus(LONGEST))
                && now.isBefore(session.usedAt().plus(IDLE));
    }
}
