package org.fogward.edge.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fogward.protocol.auditlog.AuditLog;
import org.fogward.protocol.page.SentFields;
import org.fogward.protocol.people.AttemptLimits;
import org.fogward.protocol.people.BusyException;
import org.fogward.protocol.people.PeopleException;
import org.fogward.protocol.people.Secret;

/** Lets the administrator in and out, slows down those who guess, and writes it down. Thread-safe. */
final class SignInDesk {
    private static final int MOST_CHARACTERS = 512;
    private static final int MOST_ADDRESSES = 100;
    private static final String WHO = Administrator.NAME.value();

    private final Administrator administrator;
    private final FirstCode first;
    private final Sessions sessions;
    private final AuditLog log;
    private final AttemptLimits limits;
    /** From here the account's owner came before, so that somebody who guesses elsewhere does not keep them out. */
    private final Set<String> known =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > MOST_ADDRESSES;
                }
            }));

    SignInDesk(Administrator administrator, FirstCode first, Sessions sessions, AuditLog log, Clock clock) {
        this.administrator = administrator;
        this.first = first;
        this.sessions = sessions;
        this.log = log;
        this.limits = new AttemptLimits(clock);
    }

    List<Route> routes() {
        return List.of(
                Route.open("GET", "/api/sign-in", this::offer),
                Route.open("POST", "/api/sign-in", this::signIn),
                Route.open("POST", "/api/first", this::first),
                Route.signedIn("GET", "/api/session", SignInDesk::about),
                Route.signedIn("POST", "/api/session/end", this::signOut),
                Route.signedIn("POST", "/api/password", this::changePassword));
    }

    /** Whoever shows the cookie of a session that lasts. */
    Optional<Session> session(Visit visit, boolean use) {
        return visit.cookie().flatMap(secret -> sessions.find(secret, administrator.stored(), use));
    }

    private Answer offer(Visit visit) {
        return Answer.json(JsonNodeFactory.instance
                .objectNode()
                .put("first", administrator.stored().isEmpty())
                .put("signedIn", session(visit, false).isPresent()));
    }

    private Answer signIn(Visit visit) throws IOException, PageRefusal, BusyException {
        String password = visit.fields().text("password");
        attempt(visit);
        if (password.length() > MOST_CHARACTERS || !administrator.opens(password)) {
            log.write("", visit.address(), PageAction.REFUSE_SIGN_IN, "wrong password");
            throw new PageRefusal(401, "that did not match; check what you typed");
        }
        return enter(visit);
    }

    private Answer first(Visit visit) throws IOException, PageRefusal, PeopleException, BusyException {
        SentFields sent = visit.fields();
        attempt(visit);
        if (!first.matches(new Secret(sent.text("code")))) {
            log.write("", visit.address(), PageAction.REFUSE_SIGN_IN, "the code for the account is not the one");
            throw new PageRefusal(401, "this address is not good any more; the gateway's log has the newest one");
        }
        log.write(WHO, visit.address(), PageAction.ADD_ACCOUNT, "");
        administrator.addFirst(sent.text("password"));
        first.close();
        return enter(visit);
    }

    private Answer enter(Visit visit) {
        limits.succeeded(visit.address(), WHO);
        known.add(visit.address());
        log.write(WHO, visit.address(), PageAction.SIGN_IN, "");
        session(visit, false).ifPresent(sessions::end);
        Secret secret = sessions.begin(administrator.stored().orElseThrow());
        Session begun = sessions.find(secret, administrator.stored(), false).orElseThrow();
        return about(visit.by(begun)).with("Set-Cookie", SessionCookie.set(secret));
    }

    private static Answer about(Visit visit) {
        return Answer.json(JsonNodeFactory.instance
                .objectNode()
                .put("pageToken", visit.session().orElseThrow().pageToken()));
    }

    private Answer signOut(Visit visit) {
        log.write(WHO, visit.address(), PageAction.SIGN_OUT, "");
        sessions.end(visit.session().orElseThrow());
        return Answer.done().with("Set-Cookie", SessionCookie.end());
    }

    /** Ends all sessions but the one that begins here. */
    private Answer changePassword(Visit visit) throws IOException, PageRefusal, PeopleException, BusyException {
        SentFields sent = visit.fields();
        attempt(visit);
        if (!administrator.opens(sent.text("password"))) {
            log.write(WHO, visit.address(), PageAction.REFUSE_SIGN_IN, "wrong password when it was to be changed");
            throw new PageRefusal(403, "password: it is not the one that you have now");
        }
        log.write(WHO, visit.address(), PageAction.CHANGE_PASSWORD, "");
        administrator.change(sent.text("next"));
        return enter(visit);
    }

    private void attempt(Visit visit) throws PageRefusal {
        Duration wait = limits.attempt(visit.address(), WHO, known.contains(visit.address()));
        if (!wait.isZero()) {
            throw PageRefusal.tooMany(wait);
        }
    }
}
