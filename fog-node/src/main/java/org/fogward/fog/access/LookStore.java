package org.fogward.fog.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.access.AccessEntry;
import org.jdbi.v3.core.Jdbi;

/** Looks that wait for the ledger, in the fog node's database. Thread-safe. */
final class LookStore {

    private static final Duration ONE_LOOK = Duration.ofHours(1);
    private static final int ENTRY_BYTES = 16;

    private final Jdbi database;
    private final String federation;

    LookStore(Jdbi database, String federation) {
        this.database = database;
        this.federation = federation;
    }

    /** Keeps a look, unless the same one was kept within the hour. */
    void add(String subject, String kind, String digest, Instant at) {
        byte[] entry = new byte[ENTRY_BYTES];
        new SecureRandom().nextBytes(entry);
        long hourAgo = at.minus(ONE_LOOK).toEpochMilli();
        database.useTransaction(handle -> {
            handle.execute("DELETE FROM access_look WHERE sent = 1 AND at < ?", hourAgo);
            handle.createUpdate("""
                            INSERT INTO access_look (entry, subject, kind, digest, at, sent)
                            SELECT :entry, :subject, :kind, :digest, :at, 0
                            WHERE NOT EXISTS (SELECT 1 FROM access_look
                              WHERE subject = :subject AND kind = :kind AND digest = :digest AND at >= :since)""")
                    .bind("entry", HexFormat.of().formatHex(entry))
                    .bind("subject", subject)
                    .bind("kind", kind)
                    .bind("digest", digest)
                    .bind("at", at.toEpochMilli())
                    .bind("since", hourAgo)
                    .execute();
        });
    }

    /** The number of the audit log's line up to which changes were kept. */
    long noted() {
        return database.withHandle(handle -> handle.createQuery("SELECT number FROM changes_noted")
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /** Keeps changes, up to a line of the audit log. */
    void add(List<AccessEntry> changes, long number, Instant at) {
        database.useTransaction(handle -> {
            for (AccessEntry each : changes) {
                handle.execute(
                        "INSERT INTO access_look (entry, subject, kind, digest, at, sent) VALUES (?, ?, ?, ?, ?, 0)"
                                + " ON CONFLICT DO NOTHING",
                        each.entry(),
                        each.subject(),
                        each.kind(),
                        each.digest(),
                        at.toEpochMilli());
            }
            handle.execute(
                    "INSERT INTO changes_noted (id, number) VALUES (1, ?)"
                            + " ON CONFLICT (id) DO UPDATE SET number = excluded.number",
                    number);
        });
    }

    /** The one that waits longest. */
    Optional<AccessEntry> next() {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT entry, subject, kind, digest FROM access_look WHERE sent = 0 ORDER BY at, entry LIMIT 1")
                .map((row, context) -> new AccessEntry(
                        federation, row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .findOne());
    }

    void sent(AccessEntry entry) {
        database.useHandle(handle -> handle.execute("UPDATE access_look SET sent = 1 WHERE entry = ?", entry.entry()));
    }
}
