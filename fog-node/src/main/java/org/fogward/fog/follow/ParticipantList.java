package org.fogward.fog.follow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.view.LedgerPages;
import org.fogward.fog.view.ParticipantEntry;
import org.fogward.fog.view.ParticipantEntry.Fingerprint;
import org.fogward.fog.view.ParticipantPage;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Participants from the tables, a hundred at a time. Thread-safe. */
public final class ParticipantList implements LedgerPages {

    private static final int SIZE = 100;
    private static final int MOST_FINGERPRINTS = 20;

    private final Jdbi jdbi;

    /** The list in a database. */
    public ParticipantList(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public ParticipantPage participants(String after) {
        List<ParticipantEntry> found = jdbi.inTransaction(
                db -> db.createQuery("SELECT * FROM ledger_participant WHERE gateway > ? ORDER BY gateway LIMIT ?")
                        .bind(0, after)
                        .bind(1, SIZE + 1)
                        .map((row, context) -> participant(db, row))
                        .list());
        if (found.size() <= SIZE) {
            return new ParticipantPage(found, Optional.empty());
        }
        return new ParticipantPage(
                found.subList(0, SIZE), Optional.of(found.get(SIZE - 1).gateway()));
    }

    private static ParticipantEntry participant(Handle db, ResultSet row) throws SQLException {
        String gateway = row.getString("gateway");
        return new ParticipantEntry(
                gateway,
                row.getString("organisation"),
                Instant.parse(row.getString("at")),
                row.getLong("block"),
                row.getBoolean("suspended"),
                row.getString("reason"),
                row.getString("note"),
                row.getString("standing_by"),
                Instant.parse(row.getString("standing_at")),
                fingerprints(db, gateway));
    }

    private static List<Fingerprint> fingerprints(Handle db, String gateway) {
        return db.createQuery("SELECT * FROM ledger_fingerprint WHERE gateway = ? ORDER BY block, fingerprint LIMIT ?")
                .bind(0, gateway)
                .bind(1, MOST_FINGERPRINTS)
                .map((row, context) -> new Fingerprint(
                        row.getString("fingerprint"),
                        Instant.parse(row.getString("at")),
                        Rows.text(row, "withdrawn_reason")))
                .list();
    }
}
