package org.fogward.edge.intake;

/** A request that is refused. The message names the field, and never quotes what stands in it. */
public final class IntakeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RefusalCause cause;
    private final String problem;

    /**
     * Says what is refused.
     *
     * @param cause the counter it goes to
     * @param message names the field and what was expected
     */
    public IntakeException(RefusalCause cause, String message) {
        super(message);
        this.cause = cause;
        this.problem = message;
    }

    @Override
    public String getMessage() {
        return problem;
    }

    /** The counter it goes to. */
    public RefusalCause refusal() {
        return cause;
    }
}
