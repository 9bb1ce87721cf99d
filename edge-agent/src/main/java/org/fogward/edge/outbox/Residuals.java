package org.fogward.edge.outbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.fogward.edge.model.PruningListener;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.edge.update.ErrorFeedback;
import org.fogward.edge.update.Residual;
import org.fogward.models.prune.ParameterSelection;
import org.fogward.protocol.update.UpdateShape;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the newest update left behind, on disk with it. An update without a receipt when the next round is at work is taken not to
 * have been counted: the fog node sends receipts before it closes a round. Thread-safe.
 */
public final class Residuals implements PruningListener {
    private static final Logger LOG = LoggerFactory.getLogger(Residuals.class);
    private static final byte[] PURPOSE = "residual".getBytes(StandardCharsets.US_ASCII);

    private static final int PAIR_BYTES = Integer.BYTES + Float.BYTES;

    private final GatewayDatabase database;
    private final SampleKeys keys;

    /**
     * Makes the access.
     *
     * @param database where they lie
     * @param keys encrypt them: a residual is learnt from samples, and finer than what travels
     */
    public Residuals(GatewayDatabase database, SampleKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /**
     * What is carried over into a round.
     *
     * @param shape how the round's update lies
     */
    public ErrorFeedback into(RoundAnnouncement round, UpdateShape shape) {
        return database.read(handle -> {
            Optional<Residual> newest = newest(handle);
            Optional<Fate> fate = newest.flatMap(residual -> fate(handle, residual.round()));
            if (fate.filter(Fate.VOID::equals).isPresent()) {
                newest = Optional.empty();
            }
            newest.filter(residual -> !residual.concerns(round.getEncoding().getSince(), shape.parameters()))
                    .ifPresent(residual -> LOG.info(
                            "Round {}: what round {} left behind concerns another model and is dropped",
                            round.getRound(),
                            residual.round()));
            return new ErrorFeedback(
                    round, shape, newest, fate.filter(Fate.COUNTED::equals).isPresent());
        });
    }

    /** Keeps what is left for a model without the channels that went. */
    @Override
    public void pruned(ParameterSelection selection) {
        database.write(handle -> {
            newest(handle)
                    .filter(residual -> residual.left().length == selection.from())
                    .ifPresent(residual -> put(
                            handle,
                            new Residual(
                                    residual.round(),
                                    residual.rateShare(),
                                    selection.apply(residual.left()),
                                    selection.apply(residual.sent()))));
            return 0;
        });
    }

    /** Drops what is left, because it was learnt from samples that are to be forgotten. */
    public void drop(Handle handle) {
        handle.execute("DELETE FROM residual");
    }

    void put(Handle handle, Residual residual) {
        handle.execute(
                "INSERT OR REPLACE INTO residual (id, round, rate_share, encrypted) VALUES (1, ?, ?, ?)",
                residual.round(),
                residual.rateShare(),
                keys.seal(bytes(residual), PURPOSE));
    }

    private Optional<Residual> newest(Handle handle) {
        return handle.select("SELECT round, rate_share, encrypted FROM residual")
                .map((row, context) -> residual(row.getLong(1), row.getDouble(2), keys.open(row.getBytes(3), PURPOSE)))
                .findOne();
    }

    private static Optional<Fate> fate(Handle handle, long round) {
        return handle.select("SELECT fate FROM own_update WHERE round = ? AND fate IS NOT NULL", round)
                .map((row, context) -> Fate.valueOf(row.getString(1)))
                .findOne();
    }

    /** What is left whole, then what was sent as pairs of index and value, since that is little. */
    private static byte[] bytes(Residual residual) {
        float[] left = residual.left();
        float[] sent = residual.sent();
        int pairs = 0;
        for (float value : sent) {
            pairs += value == 0 ? 0 : 1;
        }
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + Float.BYTES * left.length + PAIR_BYTES * pairs);
        out.putInt(left.length);
        for (float value : left) {
            out.putFloat(value);
        }
        for (int i = 0; i < sent.length; i++) {
            if (sent[i] != 0) {
                out.putInt(i).putFloat(sent[i]);
            }
        }
        return out.array();
    }

    private static Residual residual(long round, double rateShare, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        float[] left = new float[in.getInt()];
        float[] sent = new float[left.length];
        for (int i = 0; i < left.length; i++) {
            left[i] = in.getFloat();
        }
        while (in.hasRemaining()) {
            sent[in.getInt()] = in.getFloat();
        }
        return new Residual(round, rateShare, left, sent);
    }
}
