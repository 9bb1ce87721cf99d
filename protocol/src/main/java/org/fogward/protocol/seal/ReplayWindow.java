package org.fogward.protocol.seal;

/**
 * Tells numbers that were seen before: those of the newest 64, and all that are older (RFC 6347, section 4.1.2.6). Messages of
 * different topics may overtake each other, but not by so much. Not thread-safe.
 */
final class ReplayWindow {
    private long newest = -1;
    private long seen;

    /** Whether it comes for the first time; then it counts as seen. */
    boolean first(long number) {
        if (number > newest) {
            long ahead = number - newest;
            seen = ahead >= Long.SIZE ? 1 : seen << ahead | 1;
            newest = number;
            return true;
        }
        long behind = newest - number;
        if (number < 0 || behind >= Long.SIZE || (seen & 1L << behind) != 0) {
            return false;
        }
        seen |= 1L << behind;
        return true;
    }
}
