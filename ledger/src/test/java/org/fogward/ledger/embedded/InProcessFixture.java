package org.fogward.ledger.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerFixture;
import org.fogward.ledger.identity.NodeRole;

/** A ledger and its clients in this process. */
final class InProcessFixture implements LedgerFixture {
    private final Path directory;
    private final List<LedgerClient> clients = new ArrayList<>();
    private EmbeddedLedger ledger;

    InProcessFixture(Path directory) throws LedgerException {
        this.directory = directory;
        ledger = EmbeddedLedger.open(directory, EmbeddedOptions.standard());
    }

    @Override
    public LedgerClient client() throws LedgerException {
        return connect(NodeRole.CLIENT);
    }

    @Override
    public LedgerClient admin() throws LedgerException {
        return connect(NodeRole.ADMIN);
    }

    @Override
    public void restart() throws LedgerException {
        close();
        ledger = EmbeddedLedger.open(directory, EmbeddedOptions.standard());
    }

    @Override
    public String organisation() {
        return "fogward";
    }

    @Override
    public void close() throws LedgerException {
        clients.forEach(LedgerClient::close);
        clients.clear();
        ledger.close();
    }

    private LedgerClient connect(NodeRole role) throws LedgerException {
        clients.add(ledger.connect(ledger.member(role)));
        return clients.getLast();
    }
}
