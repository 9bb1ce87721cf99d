package org.fogward.edge.outbox;

import org.fogward.protocol.v1.RefusalReason;

/** What became of an update, as far as receipts tell. */
public enum Fate {
    /** The fog node counts it. */
    COUNTED,
    /** It was refused for when it came or how it was written: what it held is learnt still, and travels again. */
    RETURNED,
    /** It was refused for what it held, which nobody wants in the next update either. */
    VOID;

    /** The fate that goes with a reason; none stands for an accepted update. */
    static Fate of(RefusalReason refusal) {
        return switch (refusal) {
            case REFUSAL_REASON_UNSPECIFIED -> COUNTED;
            case REFUSAL_REASON_NON_FINITE, REFUSAL_REASON_NORM_OUT_OF_BOUNDS -> VOID;
            default -> RETURNED;
        };
    }
}
