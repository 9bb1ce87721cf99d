package org.fogward.ledger;

/**
 * Where a transaction is kept. Whoever holds this notices later when that part of history is rewritten.
 *
 * @param transactionId the transaction, 64 lower-case hexadecimal digits
 * @param block the number of the block that holds it
 * @param headHash hash of that block's header, which covers every block before it, 64 lower-case hexadecimal digits
 */
public record TransactionPlace(String transactionId, long block, String headHash) {}
