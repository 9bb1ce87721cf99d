package org.fogward.fuzzing;

import java.nio.file.Path;

/** An input broke a promise. */
final class FoundException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long inputs;

    FoundException(Path kept, long inputs, Throwable cause) {
        super("the input is kept in " + kept, cause);
        this.inputs = inputs;
    }

    /** How many inputs there were, this one with them. */
    long inputs() {
        return inputs;
    }
}
