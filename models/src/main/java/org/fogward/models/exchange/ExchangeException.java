package org.fogward.models.exchange;

import java.io.Serial;

/** Weights that cannot be read, or that do not fit a model; each line of the message names a field or a tensor. */
public final class ExchangeException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    ExchangeException(String message) {
        super(message);
    }

    ExchangeException(String message, Throwable cause) {
        super(message, cause);
    }
}
