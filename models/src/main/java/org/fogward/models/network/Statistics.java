package org.fogward.models.network;

/** Whose mean and variance normalise while a network trains. */
public enum Statistics {
    /** The batch's own; the running ones follow it. */
    OF_BATCH,
    /** The running ones, which stay as they are: what an example does then depends on no other. */
    RUNNING
}
