package org.fogward.ledger;

import static org.fogward.ledger.Anchors.anchor;

import java.util.List;
import java.util.Optional;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.Federations;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.federation.Task;

/** Makes the ledger ready for the rounds of {@link Anchors}. */
public final class OpenedFederation {
    private OpenedFederation() {}

    /** Opens a federation of some organisations, with the fog node fog-1 of the first, and releases the anchors' plan. */
    public static void open(String federation, LedgerClient admin, LedgerClient client, String... organisations)
            throws LedgerException {
        Federations asAdmin = new Federations(admin);
        asAdmin.open(new Federation(federation, List.of(organisations), 1));
        asAdmin.registerFogNode(new FogNode(federation, "fog-1"));
        new Federations(client)
                .release(new Task(
                        federation,
                        anchor(federation, "fog-1", 1).planDigest(),
                        1,
                        Optional.empty(),
                        Optional.empty()));
    }
}
