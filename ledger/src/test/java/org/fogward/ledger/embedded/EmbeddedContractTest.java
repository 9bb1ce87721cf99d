package org.fogward.ledger.embedded;

import java.nio.file.Path;
import java.util.List;
import org.fogward.ledger.ConformingFederation.Caller;
import org.fogward.ledger.ContractConformance;
import org.fogward.ledger.LedgerClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract's promises on one embedded ledger, with everything that its block file is checked for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedContractTest extends ContractConformance {
    private TwoOrganisations ledger;

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        ledger = new TwoOrganisations(directory);
    }

    @AfterAll
    void close() throws Exception {
        ledger.close();
    }

    @Override
    protected LedgerClient client(Caller caller) {
        return ledger.client(caller);
    }

    @Override
    protected List<String> organisations() {
        return List.of("NorthMSP", "SouthMSP");
    }
}
