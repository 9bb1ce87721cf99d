package org.fogward.fog.follow;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.fogward.fog.view.ChangeEntry;
import org.fogward.fog.view.LedgerPosition;
import org.fogward.fog.view.LedgerView;
import org.fogward.fog.view.PlanEntry;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What is shown of the ledger, read from the tables once for each change. Thread-safe. */
public final class LedgerSummary implements Supplier<LedgerView> {

    private static final int MOST = 20;
    private static final int MOST_CHANGES = 30;

    private final Jdbi jdbi;
    private final LedgerFollower follower;
    private Read last = new Read(Checkpoint.BEGINNING, LedgerView.EMPTY);

    private record Read(Checkpoint at, LedgerView view) {}

    /** A summary of what a follower has written. */
    public LedgerSummary(Jdbi jdbi, LedgerFollower follower) {
        this.jdbi = jdbi;
        this.follower = follower;
    }

    @Override
    public LedgerView get() {
        FollowerState state = follower.state();
        return read(state.at()).at(position(state));
    }

    private synchronized LedgerView read(Checkpoint at) {
        if (!last.at().equals(at)) {
            last = new Read(at, jdbi.inTransaction(LedgerSummary::read));
        }
        return last.view();
    }

    private static LedgerPosition position(FollowerState state) {
        OptionalLong block = state.at().isBeginning()
                ? OptionalLong.empty()
                : OptionalLong.of(state.at().block());
        OptionalLong newest = state.newest().isPresent() && block.isPresent()
                ? OptionalLong.of(Math.max(state.newest().getAsLong(), block.getAsLong()))
                : state.newest();
        return new LedgerPosition(block, newest, state.trouble());
    }

    private static LedgerView read(Handle db) {
        List<String> organisations = db.createQuery("SELECT organisation FROM ledger_organisation ORDER BY 1")
                .mapTo(String.class)
                .list();
        ModelLists models = new ModelLists(db, MOST);
        return new LedgerView(
                LedgerView.EMPTY.position(),
                organisations,
                (int) number(db, "SELECT coalesce(max(approvals_needed), 0) FROM ledger_organisation"),
                number(db, "SELECT count(*) FROM ledger_participant"),
                number(db, "SELECT count(*) FROM ledger_participant WHERE suspended = 1"),
                number(db, "SELECT count(*) FROM ledger_round"),
                plans(db),
                models.models(),
                models.rollbacks(),
                changes(db));
    }

    private static List<PlanEntry> plans(Handle db) {
        return db.createQuery("SELECT * FROM ledger_plan ORDER BY from_round DESC LIMIT ?")
                .bind(0, MOST)
                .map((row, context) -> new PlanEntry(
                        row.getString("plan"),
                        row.getLong("from_round"),
                        row.getString("organisation"),
                        row.getLong("block"),
                        Instant.parse(row.getString("at"))))
                .list();
    }

    private static List<ChangeEntry> changes(Handle db) {
        return db.createQuery("SELECT * FROM ledger_change ORDER BY number DESC LIMIT ?")
                .bind(0, MOST_CHANGES)
                .map((row, context) -> new ChangeEntry(
                        row.getLong("number"),
                        row.getString("kind"),
                        row.getString("subject"),
                        row.getString("organisation"),
                        row.getString("ledger_transaction"),
                        row.getLong("block"),
                        Rows.instant(row, "at")))
                .list();
    }

    private static long number(Handle db, String sql) {
        return db.createQuery(sql).mapTo(Long.class).one();
    }
}
