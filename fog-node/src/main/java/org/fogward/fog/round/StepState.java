package org.fogward.fog.round;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.fogward.fog.aggregate.ServerState;
import org.fogward.protocol.digest.Digest;

/**
 * What is remembered from round to round beside the model.
 *
 * @param optimizer what the server optimiser remembers
 * @param residual what the global model, as gateways hold it, still lacks of what was learnt, laid out like it; empty if nothing
 * @param best the best model that gateways have validated since training began
 * @param twin of a model that kept something from training to validate with
 * @param setbacks how often guarded rounds went back to the best model since training began, 0 to {@value #MOST_SETBACKS}, where
 *     counting ends
 * @param since the first round whose base model follows from the one before: earlier ones led elsewhere
 */
@SuppressWarnings("ArrayRecordComponent")
public record StepState(
        ServerState optimizer, float[] residual, Optional<Best> best, Optional<Twin> twin, int setbacks, long since) {

    private static final int MOST_SETBACKS = 20;

    private static final int DIGEST_BYTES = 32;
    private static final int BEST_BYTES = DIGEST_BYTES + 2 * Long.BYTES;
    private static final int TWIN_BYTES = 2 * DIGEST_BYTES;
    private static final int FIXED_BYTES = 2 + Long.BYTES + Integer.BYTES;
    private static final byte HAS_BEST = 1;
    private static final byte HAS_TWIN = 2;

    /** Before a round, when training begins anew. */
    static StepState begin(ServerState optimizer, long since) {
        return new StepState(optimizer, new float[0], Optional.empty(), Optional.empty(), 0, since);
    }

    /** After a head was solved for: training begins anew. */
    static StepState begin(ServerState optimizer, long since, Twin twin) {
        return new StepState(optimizer, new float[0], Optional.empty(), Optional.of(twin), 0, since);
    }

    StepState with(ServerState newOptimizer, float[] newResidual) {
        return new StepState(newOptimizer, newResidual, best, twin, setbacks, since);
    }

    StepState with(Best newBest) {
        return new StepState(optimizer, residual, Optional.of(newBest), twin, setbacks, since);
    }

    /** The same for a smaller model: nothing goes back to a larger one, so what was found best before is forgotten. */
    StepState smaller(ServerState newOptimizer, float[] newResidual) {
        return new StepState(newOptimizer, newResidual, Optional.empty(), Optional.empty(), 0, since);
    }

    StepState setBack(ServerState newOptimizer, long newSince) {
        return new StepState(newOptimizer, new float[0], best, twin, Math.min(setbacks + 1, MOST_SETBACKS), newSince);
    }

    /**
     * What a model lacks still, added to it.
     *
     * @param share of it that is added
     */
    float[] added(float[] parameters, double share) {
        float[] sum = parameters.clone();
        for (int i = 0; i < residual.length; i++) {
            sum[i] += (float) (share * residual[i]);
        }
        return sum;
    }

    /** The state as bytes: which parts there are, setbacks, since, the length of the residual, these, then the optimiser's. */
    public byte[] encode() {
        byte[] inner = optimizer.encode();
        ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES
                + (best.isPresent() ? BEST_BYTES : 0)
                + (twin.isPresent() ? TWIN_BYTES : 0)
                + Float.BYTES * residual.length
                + inner.length);
        out.put((byte) ((best.isPresent() ? HAS_BEST : 0) | (twin.isPresent() ? HAS_TWIN : 0)));
        out.put((byte) setbacks).putLong(since).putInt(residual.length);
        best.ifPresent(some -> out.put(some.model().bytes())
                .putLong(some.validation().correct())
                .putLong(some.validation().samples()));
        twin.ifPresent(some -> out.put(some.model().bytes()).put(some.whole().bytes()));
        out.asFloatBuffer().put(residual);
        out.position(out.position() + Float.BYTES * residual.length);
        return out.put(inner).array();
    }

    /**
     * Reads a state.
     *
     * @throws IllegalArgumentException if the bytes are not exactly one
     */
    public static StepState decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        require(bytes.length >= FIXED_BYTES, "not in this format");
        int parts = in.get();
        require((parts & ~(HAS_BEST | HAS_TWIN)) == 0, "not in this format");
        int setbacks = in.get();
        require(setbacks >= 0 && setbacks <= MOST_SETBACKS, setbacks + " setbacks");
        long since = in.getLong();
        int left = in.getInt();
        long needed = ((parts & HAS_BEST) != 0 ? BEST_BYTES : 0)
                + ((parts & HAS_TWIN) != 0 ? TWIN_BYTES : 0)
                + (long) Float.BYTES * left;
        require(left >= 0 && in.remaining() >= needed, "not in this format");
        Optional<Best> best = (parts & HAS_BEST) == 0
                ? Optional.empty()
                : Optional.of(new Best(digest(in), new Validation(in.getLong(), in.getLong())));
        Optional<Twin> twin =
                (parts & HAS_TWIN) == 0 ? Optional.empty() : Optional.of(new Twin(digest(in), digest(in)));
        float[] residual = new float[left];
        in.asFloatBuffer().get(residual);
        in.position(in.position() + Float.BYTES * left);
        byte[] inner = new byte[in.remaining()];
        in.get(inner);
        return new StepState(ServerState.decode(inner), residual, best, twin, setbacks, since);
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException("state: " + problem);
        }
    }

    private static Digest digest(ByteBuffer in) {
        byte[] bytes = new byte[DIGEST_BYTES];
        in.get(bytes);
        return Digest.ofBytes(bytes);
    }

    /** A model, and how good gateways found it. */
    public record Best(Digest model, Validation validation) {}

    /** A model, and the one that takes its place in the end, since it learnt from all there is. */
    public record Twin(Digest model, Digest whole) {}
}
