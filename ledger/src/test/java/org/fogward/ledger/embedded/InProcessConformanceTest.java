package org.fogward.ledger.embedded;

import java.nio.file.Path;
import org.fogward.ledger.LedgerClientConformance;
import org.fogward.ledger.LedgerFixture;
import org.junit.jupiter.api.io.TempDir;

class InProcessConformanceTest extends LedgerClientConformance {
    @TempDir
    Path directory;

    @Override
    protected LedgerFixture fixture() throws Exception {
        return new InProcessFixture(directory);
    }
}
