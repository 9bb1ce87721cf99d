package org.fogward.fog.limit;

import java.time.Duration;

/** What a peer is behind with that should send, or read, so many bytes a second. For one thread at a time. */
public final class Arrears {
    private final long leastPerSecond;
    private final long most;
    private long owed;

    Arrears(long leastPerSecond, long most) {
        this.leastPerSecond = leastPerSecond;
        this.most = most;
    }

    /**
     * Some time went by in which it was the peer's turn.
     *
     * @param bytes what came or went in it; nobody is ahead with it
     * @return whether the peer is too far behind
     */
    public boolean after(Duration time, long bytes) {
        owed = Math.max(0, owed + leastPerSecond * time.toMillis() / 1000 - bytes);
        return owed > most;
    }

    /** It is not the peer's turn. */
    public void settle() {
        owed = 0;
    }
}
