package org.fogward.fog.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.fogward.fog.openid.OpenIdSignIn;
import org.fogward.fog.people.Accounts;
import org.fogward.fog.people.FirstCode;
import org.fogward.fog.people.Sessions;
import org.fogward.fog.people.SignIns;
import org.fogward.fog.tls.PrivateFile;
import org.fogward.protocol.auditlog.AuditLog;
import org.fogward.protocol.people.Passwords;
import org.fogward.protocol.people.Secret;
import org.jdbi.v3.core.Jdbi;

/** All that the gate needs to know people by. Thread-safe. */
public final class Gatehouse {

    /** The file with the token for {@code /metrics}, in the state directory. */
    public static final String METRICS_TOKEN = "metrics.token";

    private static final int TOKEN_BYTES = 32;

    private final Accounts accounts;
    private final Sessions sessions;
    private final SignIns signIns;
    private final AuditLog log;
    private final FirstCode.Made first;
    private final Secret metricsToken;
    private final Clock clock;
    private final Optional<OpenIdSignIn> openid;

    private Gatehouse(Path state, Jdbi database, Clock clock, Optional<OpenIdSignIn> openid) throws IOException {
        this.openid = openid;
        this.clock = clock;
        accounts = new Accounts(database, new Passwords(), clock);
        sessions = new Sessions(database, clock);
        log = new AuditLog(state, clock);
        first = FirstCode.make(accounts);
        signIns = new SignIns(accounts, sessions, first.lock(), log, clock);
        metricsToken = metricsToken(state.resolve(METRICS_TOKEN));
    }

    /**
     * Opens it; a token for metrics is made if there is none.
     *
     * @param state the state directory
     * @param database the fog node's
     * @param openid an organisation that signs people in
     * @throws IOException if the token's file cannot be used
     */
    public static Gatehouse open(Path state, Jdbi database, Clock clock, Optional<OpenIdSignIn> openid)
            throws IOException {
        return new Gatehouse(state, database, clock, openid);
    }

    /** The code for the first account, as long as there is no account. */
    public Optional<Secret> firstCode() {
        return first.lock().open() ? Optional.of(first.code()) : Optional.empty();
    }

    /** Who is signed in. */
    public Sessions sessions() {
        return sessions;
    }

    /** Where what people do is written down. */
    public AuditLog log() {
        return log;
    }

    Accounts accounts() {
        return accounts;
    }

    SignIns signIns() {
        return signIns;
    }

    Optional<OpenIdSignIn> openid() {
        return openid;
    }

    Clock clock() {
        return clock;
    }

    boolean isMetricsToken(String presented) {
        return Secret.same(metricsToken.reveal(), presented);
    }

    private static Secret metricsToken(Path file) throws IOException {
        if (!Files.exists(file)) {
            Secret made = Secret.random(TOKEN_BYTES);
            PrivateFile.write(file, made.reveal().getBytes(StandardCharsets.US_ASCII));
        }
        String token = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (token.isEmpty()) {
            throw new IOException(file + " is empty; remove it, and a new token is made");
        }
        return new Secret(token);
    }
}
