package org.fogward.ledger.fabric;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.fogward.ledger.ConformingFederation.Caller;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.identity.NodeRole;

/** A network's clients, each at its own organisation's peer. */
final class FabricCallers implements AutoCloseable {
    private final Map<Caller, LedgerClient> clients = new EnumMap<>(Caller.class);

    FabricCallers(FabricNetwork network) throws IOException, LedgerException {
        ConnectionProfile profile = network.profile();
        LedgerClient first = FabricLedger.connect(profile, "NorthMSP", NodeRole.CLIENT);
        clients.put(Caller.CLIENT_1, first);
        clients.put(Caller.ADMIN_1, FabricLedger.connect(profile, "NorthMSP", NodeRole.ADMIN));
        clients.put(Caller.ADMIN_2, new InStep(FabricLedger.connect(profile, "SouthMSP", NodeRole.ADMIN), first));
    }

    LedgerClient client(Caller caller) {
        LedgerClient client = clients.get(caller);
        if (client == null) {
            throw new IllegalStateException("no client for " + caller);
        }
        return client;
    }

    @Override
    public void close() {
        clients.values().forEach(LedgerClient::close);
    }
}
