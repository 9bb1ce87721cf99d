package org.fogward.edge.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/** The SQL of the sample store. */
final class SampleTable {
    private static final String ROWS = "SELECT sequence, content_digest, encrypted, pseudonym, wrapped_key FROM sample"
            + " JOIN patient ON patient.id = sample.patient ";

    /** How much is stored, of one class or of all. */
    record Total(int label, long samples, long bytes) {}

    /** One encrypted sample, and whose key opens it. */
    @SuppressWarnings("ArrayRecordComponent")
    record Row(long sequence, byte[] digest, byte[] encrypted, String patient, byte[] wrappedKey) {}

    /** A sample of an earlier build, encrypted under the gateway's own key. */
    @SuppressWarnings("ArrayRecordComponent")
    record OldRow(long sequence, byte[] digest, byte[] encrypted) {}

    private static final RowMapper<Total> TOTAL =
            (row, context) -> new Total(row.getInt("label"), row.getLong("samples"), row.getLong("bytes"));
    private static final RowMapper<Row> ROW = (row, context) ->
            new Row(row.getLong(1), row.getBytes(2), row.getBytes(3), row.getString(4), row.getBytes(5));

    private SampleTable() {}

    /** The profile that the file was made for; remembers the given one in a new file. */
    static String fingerprint(Handle handle, String ours) {
        handle.execute("INSERT INTO profile (id, fingerprint) VALUES (1, ?) ON CONFLICT DO NOTHING", ours);
        return handle.select("SELECT fingerprint FROM profile")
                .mapTo(String.class)
                .one();
    }

    static boolean contains(Handle handle, byte[] digest) {
        Optional<Integer> found = handle.select("SELECT 1 FROM sample WHERE content_digest = ?", digest)
                .mapTo(Integer.class)
                .findOne();
        return found.isPresent();
    }

    static void insert(Handle handle, WaitingSample sample, long patient, long day, byte[] encrypted) {
        handle.execute(
                "INSERT INTO sample (content_digest, encrypted, patient, stored_day) VALUES (?, ?, ?, ?)",
                sample.digest(),
                encrypted,
                patient,
                day);
        add(handle, sample.label(), 1, encrypted.length);
    }

    static void delete(Handle handle, Row row, int label) {
        handle.execute("DELETE FROM sample WHERE sequence = ?", row.sequence());
        add(handle, label, -1, -row.encrypted().length);
    }

    static void replace(Handle handle, OldRow old, long patient, long day, byte[] encrypted, int label) {
        handle.execute(
                "UPDATE sample SET patient = ?, stored_day = ?, encrypted = ? WHERE sequence = ?",
                patient,
                day,
                encrypted,
                old.sequence());
        add(handle, label, 0, encrypted.length - old.encrypted().length);
    }

    static List<Total> totals(Handle handle) {
        return handle.select("SELECT label, samples, bytes FROM sample_total ORDER BY label")
                .map(TOTAL)
                .list();
    }

    /** In order of arrival. */
    static Query all(Handle handle) {
        return handle.select(ROWS + "ORDER BY sequence");
    }

    static Query oldest(Handle handle) {
        return handle.select(ROWS + "ORDER BY sequence LIMIT 1");
    }

    static Query before(Handle handle, long day) {
        return handle.select(ROWS + "WHERE stored_day < ? ORDER BY sequence", day);
    }

    static Query of(Handle handle, String patient) {
        return handle.select(ROWS + "WHERE pseudonym = ? ORDER BY sequence", patient);
    }

    static List<Row> rows(Query query) {
        return query.map(ROW).list();
    }

    static RowMapper<Row> row() {
        return ROW;
    }

    static List<OldRow> old(Handle handle) {
        return handle.select("SELECT sequence, content_digest, encrypted FROM sample WHERE patient IS NULL")
                .map((row, context) -> new OldRow(row.getLong(1), row.getBytes(2), row.getBytes(3)))
                .list();
    }

    private static void add(Handle handle, int label, long samples, long bytes) {
        handle.execute(
                "INSERT INTO sample_total (label, samples, bytes) VALUES (?, ?, ?) ON CONFLICT (label) "
                        + "DO UPDATE SET samples = samples + excluded.samples, bytes = bytes + excluded.bytes",
                label,
                samples,
                bytes);
    }
}
