package org.fogward.fog.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.fogward.fog.round.Database;
import org.fogward.fog.view.ChangeEntry;
import org.fogward.fog.view.LedgerView;
import org.fogward.fog.view.ModelEntry;
import org.fogward.fog.view.ModelEntry.Standing;
import org.fogward.fog.view.ParticipantEntry;
import org.fogward.fog.view.RollbackEntry;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerEvent;
import org.fogward.ledger.LedgerEvents;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.protocol.identity.FederationId;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFollowerTest {
    private static final String WARD = "ward";
    private static final int WHOLE = 19;

    @TempDir
    Path folder;

    private LedgerStory ledger;
    private Jdbi database;
    private LedgerFollower follower;
    private volatile boolean reachable = true;
    private volatile Optional<LedgerClient> instead = Optional.empty();

    @BeforeEach
    void open() throws Exception {
        ledger = new LedgerStory(folder.resolve("ledger"));
        database = Database.open(folder.resolve("own.db"));
        follower = follower(database, () -> {});
    }

    @AfterEach
    void close() throws Exception {
        follower.close();
        ledger.close();
    }

    @Test
    void tells_what_the_ledger_says() throws Exception {
        ledger.whole(WARD);
        follower.start();
        until(WHOLE, database);

        LedgerView view = new LedgerSummary(database, follower).get();
        assertThat(view.organisations()).containsExactly("fogward");
        assertThat(view.approvals()).isEqualTo(1);
        assertThat(view.participants()).isEqualTo(3);
        assertThat(view.suspended()).isZero();
        assertThat(view.roundsAnchored()).isEqualTo(3);
        assertThat(view.plans()).singleElement().satisfies(plan -> assertThat(plan.plan())
                .isEqualTo(LedgerStory.digest("plan")));
        assertThat(view.models())
                .extracting(ModelEntry::round, ModelEntry::standing)
                .containsExactly(
                        tuple(3L, Standing.PROPOSED), tuple(2L, Standing.ROLLED_BACK), tuple(1L, Standing.CURRENT));
        assertThat(view.models().getLast().approvedBy()).containsExactly("fogward");
        assertThat(view.models().getFirst().approvedBy()).isEmpty();
        RollbackEntry back = view.rollbacks().getFirst();
        assertThat(back.decided()).isTrue();
        assertThat(back.fromRound()).isEqualTo(2);
        assertThat(back.toRound()).isEqualTo(1);
        assertThat(back.votes()).singleElement().satisfies(vote -> assertThat(vote.note())
                .isEqualTo("worse at night"));
        ChangeEntry newest = view.changes().getFirst();
        assertThat(newest.kind()).isEqualTo("gateway-restored");
        assertThat(newest.block()).isEqualTo(ledger.fogNode.head().height() - 1);
        assertThat(view.position().block()).hasValue(newest.block());
        assertThat(view.position().trouble()).isEmpty();

        List<ParticipantEntry> participants =
                new ParticipantList(database).participants("").participants();
        assertThat(participants).extracting(ParticipantEntry::gateway).containsExactly("gw-a", "gw-b", "gw-c");
        assertThat(participants.get(1).reason()).isEqualTo("repaired");
        assertThat(participants.get(1).fingerprints())
                .extracting(ParticipantEntry.Fingerprint::withdrawn)
                .containsExactlyInAnyOrder(Optional.of("lost"), Optional.empty());
    }

    @Test
    void follows_what_happens_while_it_runs_and_counts_no_other_federation() throws Exception {
        follower.start();
        ledger.found(WARD);
        ledger.whole("elsewhere");
        ledger.anchor(WARD, 1);
        until(8, database);
        assertThat(Tables.of(database).get("ledger_round")).hasSize(1);
        assertThat(Tables.of(database).get("ledger_proposal")).isEmpty();
        assertThat(Tables.of(database).get("ledger_participant")).hasSize(3);
    }

    @Test
    void makes_the_same_rows_again_after_they_were_dropped_while_it_ran_or_did_not() throws Exception {
        ledger.whole(WARD);
        follower.start();
        until(WHOLE, database);
        Map<String, List<String>> before = Tables.of(database);
        assertThat(before.values()).filteredOn(List::isEmpty).hasSize(1);

        new LedgerViews(database).drop();
        assertThat(Tables.of(database).values()).allMatch(List::isEmpty);
        until(WHOLE, database);
        assertThat(Tables.of(database)).isEqualTo(before);

        follower.close();
        new LedgerViews(database).drop();
        follower = follower(database, () -> {});
        follower.start();
        until(WHOLE, database);
        assertThat(Tables.of(database)).isEqualTo(before);
    }

    @Test
    void makes_the_rows_anew_that_another_build_made_in_another_way() throws Exception {
        ledger.whole(WARD);
        follower.start();
        until(WHOLE, database);
        Map<String, List<String>> before = Tables.of(database);
        follower.close();
        database.useHandle(db -> {
            db.execute("UPDATE ledger_position SET version = version - 1");
            db.execute("UPDATE ledger_participant SET note = 'of another build'");
        });

        follower = follower(database, () -> {});
        follower.start();
        until(WHOLE, database);
        assertThat(Tables.of(database)).isEqualTo(before);
    }

    @Test
    void neither_loses_nor_doubles_a_change_when_writing_it_fails() throws Exception {
        ledger.whole(WARD);
        for (String table : List.of("ledger_change", "ledger_fingerprint", "ledger_release")) {
            database.useHandle(db -> db.execute("CREATE TRIGGER full_" + table + " BEFORE INSERT ON " + table
                    + " WHEN (SELECT count(*) FROM " + table
                    + ") = 1 BEGIN SELECT RAISE(ABORT, 'no room in " + table + "'); END"));
        }
        follower.start();
        for (String table : List.of("ledger_change", "ledger_fingerprint", "ledger_release")) {
            until(() -> follower.state().trouble().orElse("").contains("no room in " + table));
            Map<String, List<String>> rows = Tables.of(database);
            assertThat(rows.get(table)).hasSize(1);
            assertThat(rows.get("ledger_position").getFirst())
                    .contains("changes=" + rows.get("ledger_change").size());
            database.useHandle(db -> db.execute("DROP TRIGGER full_" + table));
        }
        until(WHOLE, database);
        until(() -> follower.state().trouble().isEmpty());
        assertThat(Tables.of(database)).isEqualTo(undisturbed());
    }

    @Test
    void neither_loses_nor_doubles_a_change_when_it_fails_after_writing() throws Exception {
        ledger.whole(WARD);
        AtomicInteger calls = new AtomicInteger();
        follower = follower(database, () -> {
            if (calls.incrementAndGet() == 5) {
                throw new IllegalStateException("the page is gone");
            }
        });
        follower.start();
        until(WHOLE, database);
        assertThat(calls.get()).isGreaterThan(5);
        assertThat(Tables.of(database)).isEqualTo(undisturbed());
    }

    @Test
    void goes_on_from_an_opened_database_where_another_process_left_it() throws Exception {
        ledger.found(WARD);
        follower.start();
        until(7, database);
        follower.close();
        ledger.suspend(WARD);
        ledger.anchor(WARD, 1);

        Jdbi reopened = Database.open(folder.resolve("own.db"));
        follower = follower(reopened, () -> {});
        follower.start();
        until(10, reopened);
        assertThat(Tables.of(reopened)).isEqualTo(undisturbed());
    }

    @Test
    void tells_of_an_event_that_cannot_be_read_once_and_goes_on() throws Exception {
        ledger.found(WARD);
        ledger.anchor(WARD, 1);
        spoil(event -> event.name().equals("certificate-added")
                ? new LedgerEvent(event.block(), event.transactionId(), event.name(), "{\"no\": \"record\"}")
                : event.payload().contains("gw-c")
                        ? new LedgerEvent(event.block(), event.transactionId(), "gateway-moved", event.payload())
                        : event);
        follower.start();
        until(8, database);
        follower.close();
        follower = follower(database, () -> {});
        follower.start();
        ledger.anchor(WARD, 2);
        until(9, database);

        List<ChangeEntry> changes = new LedgerSummary(database, follower).get().changes();
        assertThat(changes)
                .extracting(ChangeEntry::kind)
                .containsExactly(
                        "round-anchored",
                        "round-anchored",
                        "gateway-moved",
                        "certificate-added",
                        "gateway-registered",
                        "gateway-registered",
                        "task-released",
                        "fog-node-registered",
                        "federation-opened");
        assertThat(changes.get(2).subject()).isEqualTo("this build does not know the event gateway-moved");
        assertThat(changes.get(3).subject()).contains("certificate-added is not to be understood");
        assertThat(changes.get(3).at()).isEmpty();
        assertThat(follower.state().trouble()).isEmpty();
    }

    @Test
    void leaves_out_what_cannot_be_read_of_another_federation() throws Exception {
        ledger.found(WARD);
        ledger.found("elsewhere");
        spoil(event -> event.payload().contains("elsewhere")
                ? new LedgerEvent(event.block(), event.transactionId(), "gateway-moved", event.payload())
                : event);
        follower.start();
        until(() -> follower.state().at().block() == ledgerEnd());
        assertThat(new LedgerSummary(database, follower).get().changes()).hasSize(7);
    }

    @Test
    void says_that_the_ledger_does_not_answer_and_goes_on_when_it_does() throws Exception {
        reachable = false;
        ledger.found(WARD);
        follower.start();
        until(() -> follower.state().trouble().isPresent());
        assertThat(follower.state().trouble().orElseThrow()).contains("no route");
        reachable = true;
        until(7, database);
        until(() -> follower.state().trouble().isEmpty());

        reachable = false;
        until(() -> follower.state().trouble().isPresent());
        assertThat(follower.state().trouble().orElseThrow()).isEqualTo("the ledger does not answer: no route");
        assertThat(Tables.of(database).get("ledger_change")).hasSize(7);
        reachable = true;
        until(() -> follower.state().trouble().isEmpty());
    }

    @Test
    void does_not_mix_two_ledgers() throws Exception {
        ledger.whole(WARD);
        follower.start();
        until(WHOLE, database);
        Map<String, List<String>> before = Tables.of(database);
        follower.close();

        // As long, shorter, longer: each of another make.
        try (LedgerStory other = new LedgerStory(folder.resolve("other"))) {
            instead = Optional.of(other.fogNode);
            follower = follower(database, () -> {});
            follower.start();
            until(() -> follower.state().trouble().isPresent());
            assertThat(follower.state().trouble().orElseThrow())
                    .contains("not the one that was followed: it ends at block 0")
                    .contains("fogward ledger rebuild");
            other.whole(WARD);
            other.anchor(WARD, 4);
            until(() -> follower.state().trouble().orElse("").contains("does not hold the transaction"));
            assertThat(Tables.of(database)).isEqualTo(before);

            new LedgerViews(database).drop();
            until(WHOLE + 1, database);
            until(() -> follower.state().trouble().isEmpty());
            assertThat(Tables.of(database).get("ledger_round")).hasSize(4);
            follower.close();
        }
    }

    @Test
    void does_not_mix_two_ledgers_when_the_line_leads_to_another_one_while_it_runs() throws Exception {
        ledger.found(WARD);
        follower.start();
        until(7, database);
        Map<String, List<String>> before = Tables.of(database);
        try (LedgerStory other = new LedgerStory(folder.resolve("other"))) {
            other.whole(WARD);
            instead = Optional.of(other.fogNode);
            until(() -> follower.state().trouble().orElse("").contains("not the one that was followed"));
            ledger.anchor(WARD, 1);
            assertThat(Tables.of(database)).isEqualTo(before);
            instead = Optional.empty();
            until(8, database);
            until(() -> follower.state().trouble().isEmpty());
        }
    }

    @Test
    void keeps_the_newest_changes_only() throws Exception {
        ledger.found(WARD);
        for (long round = 1; round <= 210; round++) {
            ledger.anchor(WARD, round);
        }
        follower.start();
        until(() -> follower.state().at().block() == ledgerEnd());
        assertThat(Tables.of(database).get("ledger_change")).hasSize(200);
        LedgerView view = new LedgerSummary(database, follower).get();
        assertThat(view.changes()).hasSize(30);
        assertThat(view.changes().getFirst().number()).isEqualTo(217);
        assertThat(view.roundsAnchored()).isEqualTo(210);
    }

    /** What comes of the same ledger in a new database when nothing goes wrong. */
    private Map<String, List<String>> undisturbed() throws Exception {
        Jdbi fresh = Database.open(folder.resolve("fresh.db"));
        try (LedgerFollower calm =
                new LedgerFollower(new FederationId(WARD), ledger.fogNode, new LedgerViews(fresh), () -> {})) {
            calm.start();
            until(() -> calm.state().at().block() == ledgerEnd());
        }
        return Tables.of(fresh);
    }

    private LedgerFollower follower(Jdbi jdbi, Runnable shown) {
        return new LedgerFollower(new FederationId(WARD), line(), new LedgerViews(jdbi), shown);
    }

    /** A line to a ledger that may break, or lead to another one. */
    private LedgerClient line() {
        return (LedgerClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {LedgerClient.class}, (proxy, method, arguments) -> {
                    if (!reachable) {
                        throw new LedgerException(Reason.UNAVAILABLE, "no route");
                    }
                    try {
                        return method.invoke(instead.orElse(ledger.fogNode), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Lets events through a change. */
    private void spoil(UnaryOperator<LedgerEvent> change) {
        LedgerClient client = ledger.fogNode;
        instead = Optional.of((LedgerClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {LedgerClient.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(client, arguments);
                        return answer instanceof LedgerEvents events ? new Changed(events, change) : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private record Changed(LedgerEvents events, UnaryOperator<LedgerEvent> change) implements LedgerEvents {
        @Override
        public boolean hasNext() {
            return events.hasNext();
        }

        @Override
        public LedgerEvent next() {
            return change.apply(events.next());
        }

        @Override
        public void close() {
            events.close();
        }
    }

    private long ledgerEnd() {
        try {
            return ledger.fogNode.head().height() - 1;
        } catch (LedgerException e) {
            throw new AssertionError(e);
        }
    }

    private static void until(int changes, Jdbi jdbi) throws InterruptedException {
        until(() -> Tables.of(jdbi).get("ledger_change").size() == changes);
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1500 && !condition.getAsBoolean(); i++) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
