package org.fogward.fog.follow;

/**
 * How far the ledger was followed.
 *
 * @param block the block of the last event that was taken
 * @param transaction that event's transaction; empty before the first event
 * @param headHash the hash of that block's header, which covers every block before it; empty before the first event
 */
public record Checkpoint(long block, String transaction, String headHash) {

    /** Nothing was followed yet. */
    public static final Checkpoint BEGINNING = new Checkpoint(0, "", "");

    /** Whether nothing was followed yet. */
    public boolean isBeginning() {
        return transaction.isEmpty();
    }
}
