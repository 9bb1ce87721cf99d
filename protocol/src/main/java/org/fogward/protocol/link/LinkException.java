package org.fogward.protocol.link;

/**
 * A publish or a subscription did not succeed: the broker refused it, or there is no connection. Comes as the cause of a
 * failed future. Whoever wanted the message delivered sends it again later.
 */
public final class LinkException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A failure that the link found itself. */
    public LinkException(String message) {
        super(message);
    }

    /** A failure with its cause. */
    public LinkException(String message, Throwable cause) {
        super(message, cause);
    }
}
