package org.fogward.fog.limit;

/**
 * A bucket that fills at a steady rate; who takes more than it holds is in debt, and waits until that is paid. For one thread at a time.
 */
final class TokenBucket {
    private final double perMilli;
    private final double most;
    private double left;
    private long at;

    /**
     * A full bucket.
     *
     * @param perSecond what comes into it each second
     * @param most what it holds
     * @param now milliseconds, like all times here
     */
    TokenBucket(double perSecond, double most, long now) {
        this.perMilli = perSecond / 1000;
        this.most = most;
        this.left = most;
        this.at = now;
    }

    /** Whether nothing is missing. */
    boolean full(long now) {
        fill(now);
        return left >= most;
    }

    /** Takes it, even into debt. */
    void take(double count, long now) {
        fill(now);
        left -= count;
    }

    /** Takes one, if there is one. */
    boolean takeOne(long now) {
        fill(now);
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }

    /** Until the debt is paid: 0 if there is none. */
    long untilPaid(long now) {
        fill(now);
        return left >= 0 ? 0 : (long) Math.ceil(-left / perMilli);
    }

    private void fill(long now) {
        left = Math.min(most, left + Math.max(0, now - at) * perMilli);
        at = now;
    }
}
