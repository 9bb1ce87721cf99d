package org.fogward.ledger.channel;

import java.io.Serial;

/** A channel configuration that cannot be used. The message names the part. */
public final class ConfigException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    ConfigException(String message) {
        super(message);
    }

    ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
