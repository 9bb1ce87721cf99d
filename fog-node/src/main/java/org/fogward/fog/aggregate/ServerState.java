package org.fogward.fog.aggregate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.fogward.models.prune.ParameterSelection;

/**
 * What a server optimiser remembers from round to round. Kept in single precision and rounded after each round, so that a state
 * read back from the disk goes on exactly as the one that was written. The arrays are shared, not copied.
 *
 * @param momentum m, one value for each parameter; empty if the optimiser has none
 * @param variance v, likewise
 */
@SuppressWarnings("ArrayRecordComponent")
public record ServerState(float[] momentum, float[] variance) {

    private static final int MAGIC = 0x46575331;
    private static final int HEADER_BYTES = 3 * Integer.BYTES;

    /** Of optimisers that remember nothing. */
    public static ServerState none() {
        return new ServerState(new float[0], new float[0]);
    }

    /** A copy that a step may change. */
    public ServerState copy() {
        return new ServerState(momentum.clone(), variance.clone());
    }

    /** What remains of it for a model from which channels were pruned. */
    public ServerState select(ParameterSelection selection) {
        return new ServerState(select(momentum, selection), select(variance, selection));
    }

    private static float[] select(float[] values, ParameterSelection selection) {
        return values.length == 0 ? values : selection.apply(values);
    }

    /** The state as bytes: "FWS1", two lengths, then the values, little-endian. */
    public byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + Float.BYTES * (momentum.length + variance.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(momentum.length).putInt(variance.length);
        out.asFloatBuffer().put(momentum).put(variance);
        return out.array();
    }

    /**
     * Reads a state.
     *
     * @throws IllegalArgumentException if the bytes are not exactly one
     */
    public static ServerState decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < HEADER_BYTES || in.getInt() != MAGIC) {
            throw new IllegalArgumentException("server state: not in this format");
        }
        int momentum = in.getInt();
        int variance = in.getInt();
        if (momentum < 0 || variance < 0 || in.remaining() != Float.BYTES * ((long) momentum + variance)) {
            throw new IllegalArgumentException("server state: its lengths do not match its size");
        }
        ServerState state = new ServerState(new float[momentum], new float[variance]);
        in.asFloatBuffer().get(state.momentum).get(state.variance);
        return state;
    }
}
