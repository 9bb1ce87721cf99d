package org.fogward.models.file;

import java.io.Serial;

/** A model file that cannot be read; the message names the field. */
public final class ModelFileException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    ModelFileException(String message) {
        super(message);
    }

    ModelFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
