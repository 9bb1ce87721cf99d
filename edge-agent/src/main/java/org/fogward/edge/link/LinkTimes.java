package org.fogward.edge.link;

import java.time.Clock;
import java.time.Instant;

/** Since when a link stands, or does not, to the second or so. Thread-safe. */
public final class LinkTimes {
    private final Clock clock;
    private boolean connected;
    private Instant since;

    /** A link that does not stand yet. */
    public LinkTimes(Clock clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    /**
     * Takes note of how the link is; to be called often.
     *
     * @return since when it is so
     */
    public synchronized Instant note(boolean nowConnected) {
        if (nowConnected != connected) {
            connected = nowConnected;
            since = clock.instant();
        }
        return since;
    }
}
