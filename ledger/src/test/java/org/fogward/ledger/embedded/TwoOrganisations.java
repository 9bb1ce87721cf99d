package org.fogward.ledger.embedded;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fogward.ledger.ConformingFederation.Caller;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.OrganisationTrust;

/** An embedded ledger that two organisations share, both of which have to endorse, with a client for each caller. */
final class TwoOrganisations implements AutoCloseable {
    private final EmbeddedLedger ledger;
    private final List<LedgerClient> clients = new ArrayList<>();

    TwoOrganisations(Path directory) throws LedgerException, GeneralSecurityException {
        Organisation north = Organisation.found("NorthMSP", Instant.now());
        Organisation south = Organisation.found("SouthMSP", Instant.now());
        List<OrganisationTrust> members = List.of(north.trust(), south.trust());
        ledger = EmbeddedLedger.open(
                directory,
                EmbeddedOptions.standard()
                        .withNodes(new LedgerNodes(
                                members,
                                List.of(north.issue("peer", NodeRole.PEER), south.issue("peer", NodeRole.PEER)),
                                List.of(north.trust()),
                                north.issue("orderer", NodeRole.ORDERER))));
        for (Caller caller : Caller.values()) {
            clients.add(ledger.connect(
                    switch (caller) {
                        case CLIENT_1 -> north.issue("fog-1", NodeRole.CLIENT);
                        case ADMIN_1 -> north.issue("admin", NodeRole.ADMIN);
                        case ADMIN_2 -> south.issue("admin", NodeRole.ADMIN);
                    }));
        }
    }

    LedgerClient client(Caller caller) {
        return clients.get(caller.ordinal());
    }

    @Override
    public void close() throws LedgerException {
        clients.forEach(LedgerClient::close);
        ledger.close();
    }
}
