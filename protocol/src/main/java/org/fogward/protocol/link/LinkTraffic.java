package org.fogward.protocol.link;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that went over a link, payloads only. Both numbers only grow. Safe for use by several threads; other doors of
 * the same gateway (such as the download of models) may count here as well.
 */
public final class LinkTraffic {
    private final AtomicLong up = new AtomicLong();
    private final AtomicLong down = new AtomicLong();

    /** Counts bytes sent. */
    public void sent(long bytes) {
        up.addAndGet(bytes);
    }

    /** Counts bytes received. */
    public void received(long bytes) {
        down.addAndGet(bytes);
    }

    /** Bytes sent so far, those sent again included. */
    public long bytesUp() {
        return up.get();
    }

    /** Bytes received so far. */
    public long bytesDown() {
        return down.get();
    }
}
