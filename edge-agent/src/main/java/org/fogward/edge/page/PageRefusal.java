package org.fogward.edge.page;

import java.time.Duration;

/** A request is refused; the message is a sentence for whoever made it, and holds no secret. */
public final class PageRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final Duration pause;

    PageRefusal(int status, String message) {
        super(message);
        this.status = status;
        this.pause = Duration.ZERO;
    }

    private PageRefusal(Duration wait) {
        super("too many requests; again in " + wait.plusMillis(999).toSeconds() + " s");
        this.status = 429;
        this.pause = wait;
    }

    /** It asks for what does not fit how the gateway is now. */
    public static PageRefusal conflict(String message) {
        return new PageRefusal(409, message);
    }

    /** It comes too soon (RFC 6585, section 4). */
    static PageRefusal tooMany(Duration wait) {
        return new PageRefusal(wait);
    }

    int status() {
        return status;
    }

    /** How long to wait; zero if waiting does not help. */
    Duration pause() {
        return pause;
    }
}
