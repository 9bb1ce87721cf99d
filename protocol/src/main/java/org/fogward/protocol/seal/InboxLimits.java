package org.fogward.protocol.seal;

/**
 * How much waits to be opened. Beyond what one gateway may have waiting, its messages are dropped; beyond what all may have, the
 * carrier waits.
 *
 * @param messages of one gateway, 1 or more
 * @param bytes of one gateway; one message may always wait
 * @param bytesOfAll of all gateways together
 */
public record InboxLimits(int messages, long bytes, long bytesOfAll) {
    /** Enough for gateways that say what they have to say. */
    public static final InboxLimits DEFAULT = new InboxLimits(64, 4L << 20, 64L << 20);

    /** @throws IllegalArgumentException if a number is below 1 */
    public InboxLimits {
        if (messages < 1 || bytes < 1 || bytesOfAll < 1) {
            throw new IllegalArgumentException("messages, bytes, bytesOfAll: 1 or more expected");
        }
    }
}
