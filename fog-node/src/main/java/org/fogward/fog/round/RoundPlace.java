package org.fogward.fog.round;

/**
 * Where a round is on the ledger.
 *
 * @param round its number
 * @param ledgerTransaction the anchoring transaction
 * @param block the block that holds it
 * @param headHash the hash of that block's header
 */
public record RoundPlace(long round, String ledgerTransaction, long block, String headHash) {}
