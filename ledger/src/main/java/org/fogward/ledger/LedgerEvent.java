package org.fogward.ledger;

/**
 * A change that the contract tells of, from a valid transaction.
 *
 * @param block the number of the block that holds the transaction
 * @param transactionId the transaction
 * @param name what kind of change
 * @param payload the contract's text about it
 */
public record LedgerEvent(long block, String transactionId, String name, String payload) {}
