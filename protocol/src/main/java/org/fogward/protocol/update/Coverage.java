package org.fogward.protocol.update;

/** Which coordinates of a delta an update holds. */
public enum Coverage {
    /** All of them. */
    ALL,
    /** Some, the same in all updates of a round. */
    COMMON,
    /** Some, which each sender chooses. */
    OWN
}
