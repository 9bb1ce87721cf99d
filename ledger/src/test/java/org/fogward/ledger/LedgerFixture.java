package org.fogward.ledger;

/** A ledger to test with, whatever it is, that the contract is open for use on. */
public interface LedgerFixture extends AutoCloseable {
    /** Connects as the fog node of the first organisation; closed with the fixture or by a restart. */
    LedgerClient client() throws Exception;

    /** Connects as an administrator of the first organisation. */
    LedgerClient admin() throws Exception;

    /** The first organisation's MSP id. */
    String organisation();

    /** Ends everything that keeps the ledger, and begins again with what is on the disk. */
    void restart() throws Exception;
}
