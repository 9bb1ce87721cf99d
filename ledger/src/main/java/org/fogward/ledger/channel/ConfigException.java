package org.fogward.ledger.channel;

import java.io.Serial;

/** A channel configuration that cannot be used. The message names the part. */
public final class ConfigException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * One that names the part.
     *
     * @param message a sentence
     */
    public ConfigException(String message) {
        super(message);
    }

    /**
     * One that names the part.
     *
     * @param message a sentence
     * @param cause what is behind it
     */
    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
