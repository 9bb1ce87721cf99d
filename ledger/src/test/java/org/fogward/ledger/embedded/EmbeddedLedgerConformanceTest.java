package org.fogward.ledger.embedded;

import org.fogward.ledger.AnchorLedger;
import org.fogward.ledger.AnchorLedgerConformance;
import org.fogward.ledger.TestLedgers;

class EmbeddedLedgerConformanceTest extends AnchorLedgerConformance {
    @Override
    protected AnchorLedger open() throws Exception {
        return TestLedgers.open(directory.resolve("ledger"));
    }
}
