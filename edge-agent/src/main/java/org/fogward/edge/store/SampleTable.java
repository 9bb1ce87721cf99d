package org.fogward.edge.store;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The SQL of the sample store. */
final class SampleTable {
    /** How much is stored, of one class or of all. */
    record Total(int label, long samples, long bytes) {}

    /** One encrypted sample. */
    @SuppressWarnings("ArrayRecordComponent")
    record Row(byte[] digest, byte[] encrypted) {}

    private static final RowMapper<Total> TOTAL =
            (row, context) -> new Total(row.getInt("label"), row.getLong("samples"), row.getLong("bytes"));
    private static final RowMapper<Row> ROW =
            (row, context) -> new Row(row.getBytes("content_digest"), row.getBytes("encrypted"));

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

    static void insert(Handle handle, SealedSample sample) {
        handle.execute(
                "INSERT INTO sample (content_digest, encrypted) VALUES (?, ?)", sample.digest(), sample.encrypted());
        handle.execute(
                "INSERT INTO sample_total (label, samples, bytes) VALUES (?, 1, ?) ON CONFLICT (label) "
                        + "DO UPDATE SET samples = samples + 1, bytes = bytes + excluded.bytes",
                sample.label(),
                sample.encrypted().length);
    }

    static List<Total> totals(Handle handle) {
        return handle.select("SELECT label, samples, bytes FROM sample_total ORDER BY label")
                .map(TOTAL)
                .list();
    }

    static void forEach(Handle handle, BiConsumer<byte[], byte[]> row) {
        handle.select("SELECT content_digest, encrypted FROM sample ORDER BY sequence")
                .map(ROW)
                .forEach(it -> row.accept(it.digest(), it.encrypted()));
    }
}
