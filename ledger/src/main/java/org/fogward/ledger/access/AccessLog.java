package org.fogward.ledger.access;

import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.record.Page;
import org.fogward.ledger.record.PageRequest;
import org.fogward.ledger.record.RecordDoor;
import org.fogward.ledger.record.RecordKind;

/**
 * The door to the log of who looked at what. As thread-safe as the client. Every method throws {@link LedgerException} when
 * the contract refuses or the ledger cannot answer.
 */
public final class AccessLog {
    private final RecordDoor<AccessEntry> entries;

    /** A door. */
    public AccessLog(LedgerClient client) {
        entries = new RecordDoor<>(client, RecordKind.ACCESS, AccessEntry.class);
    }

    /** Logs a look, as a client. */
    public AnchorReceipt log(AccessEntry entry) throws LedgerException {
        return entries.submit("logAccess", entry);
    }

    /** A federation's entries, by their ids, which say nothing about their order in time. */
    public Page<AccessEntry> entries(String federation, PageRequest page) throws LedgerException {
        return entries.list(page, federation);
    }
}
