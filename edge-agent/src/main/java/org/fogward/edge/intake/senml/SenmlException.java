package org.fogward.edge.intake.senml;

/** A pack that is no SenML in CBOR, or passes a limit. The message names the record and the field, never a value. */
public final class SenmlException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;

    /**
     * Says what is wrong.
     *
     * @param message names the record (from 0) and the field
     */
    public SenmlException(String message) {
        super(message);
        this.problem = message;
    }

    @Override
    public String getMessage() {
        return problem;
    }
}
