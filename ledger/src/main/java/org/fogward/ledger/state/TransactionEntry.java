package org.fogward.ledger.state;

import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Where a transaction lies.
 *
 * @param block the number of its block
 * @param index its place in the block, from 0
 * @param code what it was found to be
 */
public record TransactionEntry(long block, int index, TxValidationCode code) {}
