package org.fogward.edge.train;

/** This gateway cannot take part in a round, and trying again would not help: the round's task does not fit it. */
public final class RoundException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Says what does not fit.
     *
     * @param message names the field
     */
    public RoundException(String message) {
        super(message);
    }

    /**
     * Says what does not fit.
     *
     * @param message names the field
     * @param cause what was caught
     */
    public RoundException(String message, Throwable cause) {
        super(message, cause);
    }
}
