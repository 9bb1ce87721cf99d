package org.fogward.edge.config;

/** What a {@link FieldReader} throws; the reader of the file turns it into a {@link ConfigException}. */
final class FieldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FieldException(String message) {
        super(message);
    }
}
