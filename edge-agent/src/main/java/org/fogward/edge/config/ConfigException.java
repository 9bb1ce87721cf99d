package org.fogward.edge.config;

/** A configuration that cannot be used. The message names the file and the field and says what was expected there. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message one sentence
     */
    public ConfigException(String message) {
        super(message);
    }
}
