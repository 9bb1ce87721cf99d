package org.fogward.models.split;

/** A data set that cannot be divided as asked for, because it has too few groups. The message is one line for people. */
public final class SplitException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception with a line for people. */
    public SplitException(String message) {
        super(message);
    }
}
