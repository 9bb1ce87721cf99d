package org.fogward.ledger.fabric;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerFixture;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.Federations;
import org.fogward.ledger.identity.NodeRole;

/** A network as its first organisation sees it. The network goes on when this is closed. */
final class FabricFixture implements LedgerFixture {
    private final FabricNetwork network;
    private final List<LedgerClient> clients = new ArrayList<>();

    FabricFixture(FabricNetwork network) {
        this.network = network;
    }

    @Override
    public LedgerClient client() throws Exception {
        return connect(NodeRole.CLIENT);
    }

    @Override
    public LedgerClient admin() throws Exception {
        return connect(NodeRole.ADMIN);
    }

    /** Waits until the network takes transactions again: orderers elect a leader first, and peers find each other. */
    @Override
    public void restart() throws Exception {
        close();
        network.restart();
        try (LedgerClient admin = FabricLedger.connect(network.profile(), "NorthMSP", NodeRole.ADMIN)) {
            awaitOrders(admin);
        }
    }

    @Override
    public String organisation() {
        return "NorthMSP";
    }

    @Override
    public void close() {
        clients.forEach(LedgerClient::close);
        clients.clear();
    }

    /** Opens a federation that nobody else has; the test's timeout ends it otherwise. */
    static void awaitOrders(LedgerClient admin) throws InterruptedException {
        Federation federation = new Federation("w-" + UUID.randomUUID(), List.of("NorthMSP"), 1);
        while (true) {
            try {
                new Federations(admin).open(federation);
                return;
            } catch (LedgerException e) {
                Thread.sleep(100);
            }
        }
    }

    private LedgerClient connect(NodeRole role) throws Exception {
        clients.add(FabricLedger.connect(network.profile(), "NorthMSP", role));
        return clients.getLast();
    }
}
