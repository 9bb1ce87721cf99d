package org.fogward.ledger.contract;

import java.util.List;
import org.fogward.ledger.ConformingFederation.Caller;
import org.fogward.ledger.ContractConformance;
import org.fogward.ledger.LedgerClient;

class MemoryLedgerConformanceTest extends ContractConformance {
    private final MemoryLedger ledger = new MemoryLedger();

    @Override
    protected LedgerClient client(Caller caller) {
        return ledger.client(
                switch (caller) {
                    case CLIENT_1 -> Story.CLIENT_1;
                    case ADMIN_1 -> Story.ADMIN_1;
                    case ADMIN_2 -> Story.ADMIN_2;
                });
    }

    @Override
    protected List<String> organisations() {
        return List.of("Org1MSP", "Org2MSP");
    }
}
