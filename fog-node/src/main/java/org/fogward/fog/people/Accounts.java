package org.fogward.fog.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fogward.protocol.people.BusyException;
import org.fogward.protocol.people.PasswordRule;
import org.fogward.protocol.people.Passwords;
import org.fogward.protocol.people.PeopleException;
import org.fogward.protocol.people.PeopleException.Reason;
import org.fogward.protocol.people.PersonName;
import org.jdbi.v3.core.Jdbi;

/**
 * The accounts of a fog node, in its database; other processes may change them at any time. Whatever changes an account ends its
 * sessions in the same transaction. Thread-safe.
 */
public final class Accounts {

    private static final Duration ADDRESS_LIFE = Duration.ofDays(30);
    private static final String NOT_THE_LAST_OPERATOR = " AND (role <> 'OPERATOR'"
            + " OR EXISTS (SELECT 1 FROM person other WHERE other.role = 'OPERATOR' AND other.name <> person.name))";

    private final Jdbi database;
    private final Passwords passwords;
    private final Clock clock;

    /** The accounts in a database. */
    public Accounts(Jdbi database, Passwords passwords, Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** All accounts, by name. */
    public List<Account> all() {
        return database.withHandle(handle -> handle.createQuery("SELECT name, role, made_at FROM person ORDER BY name")
                .map((row, context) -> new Account(
                        new PersonName(row.getString(1)),
                        Role.valueOf(row.getString(2)),
                        Instant.ofEpochMilli(row.getLong(3))))
                .list());
    }

    /** Whether there is no account at all. */
    public boolean none() {
        return database.withHandle(handle -> handle.createQuery("SELECT NOT EXISTS (SELECT 1 FROM person)")
                .mapTo(Boolean.class)
                .one());
    }

    /** Makes an account. */
    public void add(PersonName name, Role role, String password) throws PeopleException, BusyException {
        insert(name, role, password, "VALUES (:name, :role, :password, :at)", "name: " + name + " is there already");
    }

    /** Makes an operator's account if there is none of anybody's. */
    public void addFirst(PersonName name, String password) throws PeopleException, BusyException {
        insert(
                name,
                Role.OPERATOR,
                password,
                "SELECT :name, :role, :password, :at WHERE NOT EXISTS (SELECT 1 FROM person)",
                "there is an account already; sign in with it");
    }

    /** Gives an account another role. */
    public void changeRole(PersonName name, Role role) throws PeopleException {
        change(
                name,
                "UPDATE person SET role = :value WHERE name = :name"
                        + (role == Role.OPERATOR ? "" : NOT_THE_LAST_OPERATOR),
                role.name());
    }

    /** Gives an account another password. */
    public void changePassword(PersonName name, String password) throws PeopleException, BusyException {
        PasswordRule.check(name, password);
        change(name, "UPDATE person SET password = :value WHERE name = :name", passwords.hash(password));
    }

    /** Removes an account. */
    public void remove(PersonName name) throws PeopleException {
        change(name, "DELETE FROM person WHERE name = :name AND :value = ''" + NOT_THE_LAST_OPERATOR, "");
    }

    /** The account that a name and a password open. A wrong name takes as long as a wrong password. */
    Optional<Account> open(String text, String password) throws BusyException {
        Optional<Account> account = find(text);
        Optional<String> stored = account.map(found -> password(found.name()));
        if (!passwords.matches(stored, password)) {
            return Optional.empty();
        }
        if (passwords.outdated(stored.orElseThrow())) {
            String hash = passwords.hash(password);
            database.useHandle(handle -> handle.createUpdate(
                            "UPDATE person SET password = :hash WHERE name = :name AND password = :stored")
                    .bind("hash", hash)
                    .bind("name", account.orElseThrow().name().value())
                    .bind("stored", stored.orElseThrow())
                    .execute());
        }
        return account;
    }

    /** The account of this name, which may be any text. */
    public Optional<Account> find(String text) {
        return all().stream()
                .filter(account -> account.name().value().equalsIgnoreCase(text))
                .findFirst();
    }

    void remember(PersonName name, String address) {
        Instant now = clock.instant();
        database.useTransaction(handle -> {
            handle.execute(
                    "INSERT OR REPLACE INTO person_address VALUES (?, ?, ?)",
                    name.value(),
                    address,
                    now.toEpochMilli());
            handle.execute(
                    "DELETE FROM person_address WHERE at < ?",
                    now.minus(ADDRESS_LIFE).toEpochMilli());
        });
    }

    boolean knows(String text, String address) {
        Optional<Account> account = find(text);
        return account.isPresent()
                && database.withHandle(handle -> handle.createQuery(
                                "SELECT EXISTS (SELECT 1 FROM person_address WHERE name = ? AND address = ? AND at >= ?)")
                        .bind(0, account.get().name().value())
                        .bind(1, address)
                        .bind(2, clock.instant().minus(ADDRESS_LIFE).toEpochMilli())
                        .mapTo(Boolean.class)
                        .one());
    }

    private String password(PersonName name) {
        return database.withHandle(handle -> handle.createQuery("SELECT password FROM person WHERE name = ?")
                .bind(0, name.value())
                .mapTo(String.class)
                .findOne()
                .orElse(""));
    }

    private void insert(PersonName name, Role role, String password, String values, String otherwise)
            throws PeopleException, BusyException {
        PasswordRule.check(name, password);
        String hash = passwords.hash(password);
        int made = database.withHandle(
                handle -> handle.createUpdate("INSERT OR IGNORE INTO person (name, role, password, made_at) " + values)
                        .bind("name", name.value())
                        .bind("role", role.name())
                        .bind("password", hash)
                        .bind("at", clock.millis())
                        .execute());
        if (made == 0) {
            throw new PeopleException(Reason.CONFLICT, otherwise);
        }
    }

    private void change(PersonName name, String statement, String value) throws PeopleException {
        boolean changed = database.inTransaction(handle -> {
            boolean done = handle.createUpdate(statement)
                            .bind("name", name.value())
                            .bind("value", value)
                            .execute()
                    > 0;
            if (done) {
                handle.execute("DELETE FROM person_session WHERE person = ?", name.value());
            }
            return done;
        });
        if (!changed) {
            throw find(name.value()).isPresent()
                    ? new PeopleException(Reason.CONFLICT, "name: " + name + " is the last operator")
                    : new PeopleException(Reason.MISSING, "name: there is no " + name);
        }
    }
}
