package org.fogward.fog.anchor;

import java.util.Optional;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.LedgerException;

/** The ledger's blocks as they lie on this machine's disk. Thread-safe. */
public interface KeptBlocks {

    /**
     * Waits until the block of an anchor is there, so that whoever has a proof of it finds it in an audit.
     *
     * @throws LedgerException if it does not come soon, or is another one than the receipt names
     */
    void require(AnchorReceipt receipt) throws LedgerException;

    /**
     * A block.
     *
     * @param number its number, from 0
     * @return a serialized {@code common.Block}, or nothing if it is not there
     * @throws LedgerException if it cannot be read
     */
    Optional<byte[]> block(long number) throws LedgerException;
}
