package org.fogward.fog.follow;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The tables that tell what the ledger says. A change and how far the ledger was followed are written in one transaction, so that a
 * crash at any point neither loses nor doubles one. Thread-safe.
 */
public final class LedgerViews {

    /** Another number where what the tables hold is made in another way: they are then made anew. */
    private static final int VERSION = 1;

    private static final int KEPT_CHANGES = 200;
    private static final List<String> TABLES = List.of(
            "ledger_position",
            "ledger_change",
            "ledger_organisation",
            "ledger_fog_node",
            "ledger_plan",
            "ledger_participant",
            "ledger_fingerprint",
            "ledger_round",
            "ledger_closing",
            "ledger_proposal",
            "ledger_approval",
            "ledger_release",
            "ledger_rollback_vote",
            "ledger_rollback");

    private final Jdbi jdbi;

    /**
     * Works on an opened database, see {@link org.fogward.fog.round.Database}. Tables that an earlier build filled in another way
     * are emptied.
     */
    public LedgerViews(Jdbi jdbi) {
        this.jdbi = jdbi;
        jdbi.useTransaction(db -> {
            if (!version(db).orElse(VERSION).equals(VERSION)) {
                empty(db);
            }
        });
    }

    /** How far the ledger was followed. */
    public Checkpoint checkpoint() {
        return jdbi.withHandle(LedgerViews::checkpoint);
    }

    /** Forgets everything, so that the ledger is followed from its first block again. */
    public void drop() {
        jdbi.useTransaction(LedgerViews::empty);
    }

    /**
     * Takes a change.
     *
     * @return false, and nothing is written, if the tables are not at {@code from}: somebody has dropped them since
     */
    boolean apply(Checkpoint from, TakenChange change) {
        return jdbi.inTransaction(db -> {
            if (!move(db, from, change)) {
                return false;
            }
            if (change.own()) {
                write(db, change);
            }
            return true;
        });
    }

    private static void write(Handle db, TakenChange change) {
        long number = db.createQuery("SELECT changes FROM ledger_position")
                .mapTo(Long.class)
                .one();
        db.execute(
                "INSERT INTO ledger_change VALUES (?, ?, ?, ?, ?, ?, ?)",
                number,
                change.kind(),
                change.subject(),
                change.by(),
                change.after().transaction(),
                change.after().block(),
                change.at());
        db.execute("DELETE FROM ledger_change WHERE number <= ?", number - KEPT_CHANGES);
        new ChangeWriter(db, change).write();
    }

    /** Writes before it reads, so that SQLite waits for other writers at the beginning instead of failing in the middle. */
    private static boolean move(Handle db, Checkpoint from, TakenChange change) {
        Checkpoint after = change.after();
        int own = change.own() ? 1 : 0;
        int moved = db.execute(
                "UPDATE ledger_position SET block = ?, ledger_transaction = ?, head_hash = ?, changes = changes + ?"
                        + " WHERE block = ? AND ledger_transaction = ? AND head_hash = ?",
                after.block(),
                after.transaction(),
                after.headHash(),
                own,
                from.block(),
                from.transaction(),
                from.headHash());
        if (moved == 1 || !from.isBeginning() || !checkpoint(db).isBeginning()) {
            return moved == 1;
        }
        db.execute(
                "INSERT INTO ledger_position VALUES (1, ?, ?, ?, ?, ?)",
                VERSION,
                after.block(),
                after.transaction(),
                after.headHash(),
                own);
        return true;
    }

    private static Checkpoint checkpoint(Handle db) {
        return db.createQuery("SELECT block, ledger_transaction, head_hash FROM ledger_position")
                .map((row, context) -> new Checkpoint(row.getLong(1), row.getString(2), row.getString(3)))
                .findOne()
                .orElse(Checkpoint.BEGINNING);
    }

    private static Optional<Integer> version(Handle db) {
        return db.createQuery("SELECT version FROM ledger_position")
                .mapTo(Integer.class)
                .findOne();
    }

    private static void empty(Handle db) {
        TABLES.forEach(table -> db.execute("DELETE FROM " + table));
    }
}
