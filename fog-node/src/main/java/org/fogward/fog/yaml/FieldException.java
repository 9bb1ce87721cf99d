package org.fogward.fog.yaml;

/** A file that a person wrote cannot be used; the message starts with the field's path. */
public final class FieldException extends Exception {

    private static final long serialVersionUID = 1L;

    /** A problem with a field. */
    public FieldException(String field, String problem) {
        super(field + ": " + problem);
    }

    /** A problem with a field, found by something below. */
    public FieldException(String field, String problem, Throwable cause) {
        super(field + ": " + problem, cause);
    }
}
