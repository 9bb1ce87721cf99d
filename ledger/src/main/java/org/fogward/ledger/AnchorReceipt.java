package org.fogward.ledger;

/**
 * Where an anchored round, or another record, is kept. Whoever holds a receipt notices later when that part of history is rewritten.
 *
 * @param transactionId the transaction that wrote it, 64 lower-case hexadecimal digits
 * @param block the number of the block that holds the transaction
 * @param headHash hash of that block's header, which covers every block before it
 * @param already true when it stood before with equal content and nothing was written
 */
public record AnchorReceipt(String transactionId, long block, String headHash, boolean already) {}
