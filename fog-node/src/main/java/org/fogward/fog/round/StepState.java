package org.fogward.fog.round;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.fogward.fog.aggregate.ServerState;
import org.fogward.protocol.digest.Digest;

/**
 * What is remembered from round to round beside the model.
 *
 * @param optimizer what the server optimiser remembers
 * @param best the best model that gateways have validated since training began
 * @param twin of a model that kept something from training to validate with
 * @param setbacks how often guarded rounds went back to the best model since training began, 0 to {@value #MOST_SETBACKS}, where
 *     counting ends
 */
public record StepState(ServerState optimizer, Optional<Best> best, Optional<Twin> twin, int setbacks) {

    private static final int MOST_SETBACKS = 20;

    private static final int DIGEST_BYTES = 32;
    private static final int BEST_BYTES = DIGEST_BYTES + 2 * Long.BYTES;
    private static final int TWIN_BYTES = 2 * DIGEST_BYTES;
    private static final byte HAS_BEST = 1;
    private static final byte HAS_TWIN = 2;
    private static final byte HAS_SETBACKS = 4;

    /** Before the first round, and whenever training begins anew. */
    static StepState begin(ServerState optimizer) {
        return new StepState(optimizer, Optional.empty(), Optional.empty(), 0);
    }

    /** After a head was solved for: training begins anew. */
    static StepState begin(ServerState optimizer, Twin twin) {
        return new StepState(optimizer, Optional.empty(), Optional.of(twin), 0);
    }

    StepState with(ServerState newOptimizer) {
        return new StepState(newOptimizer, best, twin, setbacks);
    }

    StepState with(Best newBest) {
        return new StepState(optimizer, Optional.of(newBest), twin, setbacks);
    }

    StepState setBack(ServerState newOptimizer) {
        return new StepState(newOptimizer, best, twin, Math.min(setbacks + 1, MOST_SETBACKS));
    }

    /** The state as bytes: which parts there are, these, then the optimiser's. */
    public byte[] encode() {
        byte[] inner = optimizer.encode();
        ByteBuffer out = ByteBuffer.allocate(1 + BEST_BYTES + TWIN_BYTES + 1 + inner.length);
        out.put((byte) ((best.isPresent() ? HAS_BEST : 0)
                | (twin.isPresent() ? HAS_TWIN : 0)
                | (setbacks > 0 ? HAS_SETBACKS : 0)));
        best.ifPresent(some -> out.put(some.model().bytes())
                .putLong(some.validation().correct())
                .putLong(some.validation().samples()));
        twin.ifPresent(some -> out.put(some.model().bytes()).put(some.whole().bytes()));
        if (setbacks > 0) {
            out.put((byte) setbacks);
        }
        out.put(inner);
        return Arrays.copyOf(out.array(), out.position());
    }

    /**
     * Reads a state.
     *
     * @throws IllegalArgumentException if the bytes are not exactly one
     */
    public static StepState decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int parts = in.hasRemaining() ? in.get() : 0;
        int needed = ((parts & HAS_BEST) != 0 ? BEST_BYTES : 0)
                + ((parts & HAS_TWIN) != 0 ? TWIN_BYTES : 0)
                + ((parts & HAS_SETBACKS) != 0 ? 1 : 0);
        if ((parts & ~(HAS_BEST | HAS_TWIN | HAS_SETBACKS)) != 0 || in.remaining() < needed) {
            throw new IllegalArgumentException("state: not in this format");
        }
        Optional<Best> best = (parts & HAS_BEST) == 0
                ? Optional.empty()
                : Optional.of(new Best(digest(in), new Validation(in.getLong(), in.getLong())));
        Optional<Twin> twin =
                (parts & HAS_TWIN) == 0 ? Optional.empty() : Optional.of(new Twin(digest(in), digest(in)));
        boolean setBack = (parts & HAS_SETBACKS) != 0;
        int setbacks = setBack ? in.get() : 0;
        if (setBack && (setbacks < 1 || setbacks > MOST_SETBACKS)) {
            throw new IllegalArgumentException("state: " + setbacks + " setbacks");
        }
        byte[] inner = new byte[in.remaining()];
        in.get(inner);
        return new StepState(ServerState.decode(inner), best, twin, setbacks);
    }

    private static Digest digest(ByteBuffer in) {
        byte[] bytes = new byte[DIGEST_BYTES];
        in.get(bytes);
        return Digest.ofBytes(bytes);
    }

    /** A model, and how good gateways found it. */
    record Best(Digest model, Validation validation) {}

    /** A model, and the one that takes its place in the end, since it learnt from all there is. */
    record Twin(Digest model, Digest whole) {}
}
