package org.fogward.ledger.embedded;

import org.fogward.ledger.AnchorLedger;
import org.fogward.ledger.AnchorLedgerConformance;
import org.fogward.ledger.identity.LedgerIdentity;

class EmbeddedLedgerConformanceTest extends AnchorLedgerConformance {
    @Override
    protected AnchorLedger open() throws Exception {
        return EmbeddedLedger.open(
                directory.resolve("ledger"), LedgerIdentity.loadOrCreate(directory.resolve("keys"), "fog-1"));
    }
}
