package org.fogward.ledger;

import java.util.Iterator;

/**
 * The contract's events in the order of the chain, without end: {@code hasNext} waits for the next one, and is false only
 * after {@link #close}. A connection that breaks is made again, and no event is left out or given twice. For one thread,
 * but any thread may close it.
 */
public interface LedgerEvents extends Iterator<LedgerEvent>, AutoCloseable {
    @Override
    void close();
}
