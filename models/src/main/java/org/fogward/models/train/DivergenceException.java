package org.fogward.models.train;

import java.io.Serial;

/** Training ran away to numbers that are not finite; a smaller learning rate or a tighter clip norm is needed. */
public final class DivergenceException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    DivergenceException(String message) {
        super(message);
    }
}
