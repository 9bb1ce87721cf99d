package org.fogward.ledger;

import java.util.Iterator;

/**
 * The blocks of a chain, one after the other and without end, each a serialized {@code common.Block}: {@code hasNext} waits for the
 * next one, and is false only after {@link #close}. A connection that breaks is made again, and no block is left out or given twice.
 * Nothing is said about what a block holds. For one thread, but any thread may close it.
 */
public interface LedgerBlocks extends Iterator<byte[]>, AutoCloseable {
    @Override
    void close();
}
