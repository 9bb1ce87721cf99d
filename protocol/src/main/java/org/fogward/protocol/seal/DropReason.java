package org.fogward.protocol.seal;

import org.fogward.protocol.v1.RefusalReason;

/** Why a message on a sealed link was dropped, as logs and metrics tell it. */
public enum DropReason {
    /** Not of the form that sealed messages have. */
    MALFORMED,
    /** On a topic that belongs to no gateway. */
    FOREIGN_TOPIC,
    /** From a gateway that may not take part at present. */
    SUSPENDED,
    /** From somebody who is not registered. */
    UNKNOWN_GATEWAY,
    /** Not signed by the gateway that the topic belongs to. */
    BAD_SIGNATURE,
    /** Before its gateway began a session, or after the session was over. */
    NO_SESSION,
    /** Sealed with another key, moved from another topic, or damaged: nobody can tell which. */
    WRONG_KEY,
    /** It was there before. */
    REPLAYED,
    /** More than the fog node keeps of one gateway at a time. */
    FLOODED;

    /** What a refused envelope inside of a sealed message comes to. */
    static DropReason of(RefusalReason refusal) {
        return switch (refusal) {
            case REFUSAL_REASON_UNKNOWN_GATEWAY -> UNKNOWN_GATEWAY;
            case REFUSAL_REASON_BAD_SIGNATURE -> BAD_SIGNATURE;
            default -> MALFORMED;
        };
    }
}
