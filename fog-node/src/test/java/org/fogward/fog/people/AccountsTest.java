package org.fogward.fog.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fogward.fog.round.Database;
import org.fogward.protocol.people.Argon2Cost;
import org.fogward.protocol.people.BusyException;
import org.fogward.protocol.people.Passwords;
import org.fogward.protocol.people.PeopleException;
import org.fogward.protocol.people.PersonName;
import org.fogward.protocol.people.Secret;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    private static final Argon2Cost OLD = new Argon2Cost(64, 1, 1);
    private static final String PASSWORD = "a long walk in the fog";

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock();
    private Jdbi database;
    private Accounts accounts;

    @BeforeEach
    void open() throws Exception {
        database = Database.open(folder.resolve(Database.FILE));
        accounts = new Accounts(database, new Passwords(OLD), clock);
    }

    @Test
    void hashes_a_password_anew_when_the_cost_has_changed() throws Exception {
        PersonName olga = new PersonName("Olga");
        accounts.add(olga, Role.OPERATOR, PASSWORD);
        assertThat(stored()).contains("m=64,t=1");
        Accounts now = new Accounts(database, new Passwords(), clock);
        assertThat(now.open("olga", "wrong")).isEmpty();
        assertThat(stored()).contains("m=64,t=1");
        assertThat(now.open("OLGA", PASSWORD)).isPresent();
        assertThat(stored()).contains("m=19456,t=2");
        assertThat(now.open("olga", PASSWORD)).isPresent();
        assertThat(stored()).doesNotContain(PASSWORD);
    }

    @Test
    void only_one_of_many_first_accounts_is_made() throws Exception {
        FirstCode.Made made = FirstCode.make(accounts);
        List<Future<Optional<Account>>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                PersonName name = new PersonName("person" + i);
                Callable<Optional<Account>> use = () -> made.lock().use(made.code(), name, PASSWORD);
                all.add(threads.submit(use));
            }
        }
        assertThat(accounts.all()).hasSize(1);
        assertThat(all.stream().filter(each -> each.state() == Future.State.SUCCESS))
                .hasSize(1);
        assertThat(made.lock().open()).isFalse();
        assertThat(made.code().toString()).doesNotContain(made.code().reveal());
    }

    @Test
    void keeps_the_last_operator_when_two_remove_each_other() throws Exception {
        for (int round = 0; round < 5; round++) {
            PersonName one = new PersonName("one" + round);
            PersonName other = new PersonName("other" + round);
            accounts.add(one, Role.OPERATOR, PASSWORD);
            accounts.add(other, Role.OPERATOR, PASSWORD);
            for (Account account : accounts.all()) {
                if (!account.name().equals(one) && !account.name().equals(other)) {
                    accounts.remove(account.name());
                }
            }
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                threads.submit(() -> remove(one));
                threads.submit(() -> remove(other));
            }
            assertThat(accounts.all()).hasSize(1);
        }
    }

    @Test
    void ends_sessions_with_the_account_and_keeps_only_digests_of_them() throws Exception {
        PersonName olga = new PersonName("olga");
        accounts.add(olga, Role.OPERATOR, PASSWORD);
        Sessions sessions = new Sessions(database, clock);
        Secret secret = sessions.begin(accounts.find("olga").orElseThrow());
        Secret foreign = sessions.beginForeign("olga", Role.VIEWER);
        assertThat(sessions.find(secret, true)).map(Session::role).contains(Role.OPERATOR);
        assertThat(sessions.find(new Secret(secret.reveal() + "x"), true)).isEmpty();
        String rows = database.withHandle(handle -> handle.createQuery("SELECT * FROM person_session")
                .mapToMap()
                .list()
                .toString());
        assertThat(rows).contains("olga").doesNotContain(secret.reveal());
        accounts.changePassword(olga, "another long walk home");
        assertThat(sessions.find(secret, true)).isEmpty();
        assertThat(sessions.find(foreign, true)).map(Session::name).contains("openid:olga");
        assertThat(accounts.open("olga", PASSWORD)).isEmpty();
        assertThat(accounts.open("olga", "another long walk home")).isPresent();
    }

    @Test
    void a_storm_of_sign_ins_is_put_off_and_does_not_fill_the_memory() throws Exception {
        Passwords passwords = new Passwords();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(200)) {
            for (int i = 0; i < 400; i++) {
                all.add(threads.submit(() -> passwords.matches(Optional.empty(), "x")));
            }
        }
        assertThat(all.stream().filter(each -> each.state() == Future.State.FAILED))
                .isNotEmpty()
                .allSatisfy(each -> assertThatThrownBy(each::get).hasCauseInstanceOf(BusyException.class));
        assertThat(all.stream().filter(each -> each.state() == Future.State.SUCCESS))
                .isNotEmpty();
    }

    private boolean remove(PersonName name) {
        try {
            accounts.remove(name);
            return true;
        } catch (PeopleException refused) {
            return false;
        }
    }

    private String stored() {
        return database.withHandle(handle -> handle.createQuery("SELECT password FROM person")
                .mapTo(String.class)
                .one());
    }
}
