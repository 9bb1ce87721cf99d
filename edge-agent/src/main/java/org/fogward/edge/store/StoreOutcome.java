package org.fogward.edge.store;

/** What became of a sample that was handed to the {@link SampleStore}. */
public enum StoreOutcome {
    /** It is on disk now. */
    STORED,
    /** The same content was on disk already: a device sent it again. */
    ALREADY_STORED,
    /** It would pass one of the {@link StoreBounds}; nothing was changed. */
    FULL,
    /** Its patient was forgotten, and nothing more is taken of them. */
    FORGOTTEN
}
