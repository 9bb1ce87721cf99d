package org.fogward.protocol.link;

/**
 * A publish or a subscription did not succeed: the broker refused it, or there is no connection. Comes as the cause of a
 * failed future. Whoever wanted the message delivered sends it again later.
 */
public class LinkException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A failure that the link found itself. */
    public LinkException(String message) {
        super(message);
    }

    /** What failed, and why: the text ends with that of the innermost cause. */
    public LinkException(String what, Throwable cause) {
        super(what + ": " + innermost(cause).getMessage(), cause);
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null || cause == failure ? failure : innermost(cause);
    }
}
