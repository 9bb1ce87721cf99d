package org.fogward.fog.limit;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * Lines about peers that come again and again: one for each peer and matter in a minute, and with the next one how many were left
 * out, so that nobody fills the log. Thread-safe.
 */
public final class PeerLog {
    private static final int MOST_REMEMBERED = 4096;
    private static final long PAUSE_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Logger log;
    private final Clock clock;
    private final Map<Matter, Said> said = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Matter, Said> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private record Matter(String peer, String what) {}

    private record Said(long at, long leftOut) {}

    /** Writes to a log. */
    public PeerLog(Logger log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Says it, unless the like was said of this peer within a minute.
     *
     * @param peer a gateway or an address
     * @param what what it is about
     */
    public void say(String peer, String what, Supplier<String> line) {
        long leftOut = due(new Matter(peer, what));
        if (leftOut == 0) {
            log.info("{}", line.get());
        } else if (leftOut > 0) {
            log.info("{} (and {} more like it)", line.get(), leftOut);
        }
    }

    /** How many were left out since the last; below 0 if this one is, too. */
    private synchronized long due(Matter matter) {
        long now = clock.millis();
        Said last = said.get(matter);
        if (last == null || now - last.at() >= PAUSE_MILLIS) {
            said.put(matter, new Said(now, 0));
            return last == null ? 0 : last.leftOut();
        }
        said.put(matter, new Said(last.at(), last.leftOut() + 1));
        return -1;
    }
}
