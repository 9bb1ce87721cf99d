package org.fogward.ledger.embedded;

import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerClientConformance;
import org.fogward.ledger.identity.LedgerIdentity;

class EmbeddedLedgerConformanceTest extends LedgerClientConformance {
    @Override
    protected LedgerClient open() throws Exception {
        return EmbeddedLedger.open(
                directory.resolve("ledger"), LedgerIdentity.loadOrCreate(directory.resolve("keys"), "fog-1"));
    }
}
