package org.fogward.edge.store;

/** The store's files cannot be used: another key, another profile, damage, or a disk that takes no more. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong, without any content of a sample.
     *
     * @param message one sentence
     */
    public StoreException(String message) {
        super(message);
    }

    /**
     * Says what is wrong, without any content of a sample.
     *
     * @param message one sentence
     * @param cause what was caught
     */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
