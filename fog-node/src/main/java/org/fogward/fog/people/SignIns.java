package org.fogward.fog.people;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.fogward.fog.auditlog.AuditAction;
import org.fogward.protocol.auditlog.AuditLog;
import org.fogward.protocol.people.AttemptLimits;
import org.fogward.protocol.people.BusyException;
import org.fogward.protocol.people.PeopleException;
import org.fogward.protocol.people.PersonName;
import org.fogward.protocol.people.Secret;

/** Lets people in, slows down those who guess, and writes down both. Thread-safe. */
public final class SignIns {

    private static final int MOST_CHARACTERS = 512;
    private static final String NOBODY = "";

    private final Accounts accounts;
    private final Sessions sessions;
    private final FirstCode first;
    private final AuditLog log;
    private final AttemptLimits limits;

    /** Puts it together; attempts are counted from now on. */
    public SignIns(Accounts accounts, Sessions sessions, FirstCode first, AuditLog log, Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.first = first;
        this.log = log;
        limits = new AttemptLimits(clock);
    }

    /**
     * Tries a name and a password, each any text.
     *
     * @param address where it comes from
     * @throws BusyException if too many passwords are being checked
     */
    public SignInOutcome signIn(String name, String password, String address) throws BusyException {
        String account = key(name);
        Duration wait = limits.attempt(address, account, accounts.knows(account, address));
        if (!wait.isZero()) {
            return new SignInOutcome.Wait(wait);
        }
        if (name.length() > MOST_CHARACTERS || password.length() > MOST_CHARACTERS) {
            return refused(account, address);
        }
        Optional<Account> opened = accounts.open(account, password);
        if (opened.isEmpty()) {
            return refused(account, address);
        }
        limits.succeeded(address, account);
        return enter(opened.get(), address);
    }

    /**
     * Makes the first account, and signs its owner in.
     *
     * @throws PeopleException if there is an account, or the name or password will not do
     * @throws BusyException if too many passwords are being checked
     */
    public SignInOutcome first(Secret code, PersonName name, String password, String address)
            throws PeopleException, BusyException {
        Duration wait = limits.attempt(address, "", true);
        if (!wait.isZero()) {
            return new SignInOutcome.Wait(wait);
        }
        Optional<Account> made = first.use(code, name, password);
        if (made.isEmpty()) {
            log.write(NOBODY, address, AuditAction.SIGN_IN_REFUSED, "the code for the first account is not the one");
            return new SignInOutcome.Wrong();
        }
        limits.succeeded(address, "");
        log.write(name.value(), address, AuditAction.ACCOUNT_ADDED, name + " as operator, the first account");
        return enter(made.get(), address);
    }

    /** Lets somebody in whom their organisation answers for. */
    public SignInOutcome.SignedIn foreign(String name, Role role, String detail, String address) {
        return entered(sessions.beginForeign(name, role), address, detail);
    }

    private SignInOutcome enter(Account account, String address) {
        accounts.remember(account.name(), address);
        return entered(sessions.begin(account), address, "as " + account.role().word());
    }

    private SignInOutcome.SignedIn entered(Secret secret, String address, String detail) {
        Session session = sessions.find(secret, false).orElseThrow();
        log.write(session.name(), address, AuditAction.SIGNED_IN, detail);
        return new SignInOutcome.SignedIn(secret, session);
    }

    /** A name that nobody has may be a password in the wrong field, so it is not written down. */
    private SignInOutcome refused(String account, String address) {
        String name = accounts.find(account).map(found -> found.name().value()).orElse(NOBODY);
        log.write(name, address, AuditAction.SIGN_IN_REFUSED, name.isEmpty() ? "no such account" : "wrong password");
        return new SignInOutcome.Wrong();
    }

    private static String key(String name) {
        String text = name.strip().toLowerCase(Locale.ROOT);
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
    }
}
