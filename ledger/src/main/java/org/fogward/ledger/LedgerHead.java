package org.fogward.ledger;

/**
 * The newest block of a ledger.
 *
 * @param height how many blocks there are, the first included
 * @param hash hash of the newest block's header, 64 lower-case hexadecimal digits; empty when there is no block
 */
public record LedgerHead(long height, String hash) {}
