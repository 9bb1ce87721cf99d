package org.fogward.ledger;

import java.util.Optional;

/**
 * A door to a ledger that runs the contract, whether it lies in this process, behind a socket, or is a Hyperledger Fabric
 * network. Implementations may be used by several threads at once.
 */
public interface LedgerClient extends AutoCloseable {
    /**
     * Calls a function that may write. When this returns, what it wrote is committed and durable.
     *
     * <p>A call that met another one (Fabric's MVCC) is made again. A lost answer is asked for again by the transaction's
     * id; only when that fails too is the outcome unknown. Every function of the contract may then be called again: what
     * is so already changes nothing.
     *
     * @param call the call
     * @return what came of it
     * @throws LedgerException when the contract refuses, or the ledger cannot take it
     */
    Submission submit(ContractCall call) throws LedgerException;

    /**
     * Calls a function that only reads.
     *
     * @param call the call
     * @return the contract's answer
     * @throws LedgerException when the contract refuses, or the ledger cannot answer
     */
    String evaluate(ContractCall call) throws LedgerException;

    /**
     * Finds a transaction.
     *
     * @param transactionId its id
     * @return nothing when the ledger does not hold it as a valid one
     * @throws LedgerException when the ledger cannot answer
     */
    Optional<TransactionPlace> find(String transactionId) throws LedgerException;

    /**
     * The newest block.
     *
     * @return its height and hash
     * @throws LedgerException when the ledger cannot answer
     */
    LedgerHead head() throws LedgerException;

    /**
     * A block as Fabric has it.
     *
     * @param number its number, from 0
     * @return a serialized {@code common.Block}, or nothing beyond the newest
     * @throws LedgerException when the ledger cannot answer
     */
    Optional<byte[]> block(long number) throws LedgerException;

    /**
     * Follows the contract's events.
     *
     * @param fromBlock the first block whose events are wanted
     * @param afterTransaction leaves out the events of that block up to this transaction's, which were seen already; empty
     *     for none
     * @return the events; close it
     * @throws LedgerException when the ledger cannot answer now
     */
    LedgerEvents events(long fromBlock, String afterTransaction) throws LedgerException;

    /**
     * Follows the chain.
     *
     * @param fromBlock the first block that is wanted, from 0; it may be one that is still to come
     * @return the blocks; close it
     * @throws LedgerException when the ledger cannot answer now
     */
    LedgerBlocks blocks(long fromBlock) throws LedgerException;

    @Override
    void close();
}
