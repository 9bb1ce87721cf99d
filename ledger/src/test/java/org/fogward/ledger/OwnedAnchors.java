package org.fogward.ledger;

import java.util.List;
import java.util.Optional;
import org.fogward.ledger.client.ClientAnchorLedger;
import org.fogward.ledger.embedded.EmbeddedLedger;
import org.fogward.ledger.identity.NodeRole;

/** Anchors in an embedded ledger of its own. */
public final class OwnedAnchors implements AnchorLedger {
    private final EmbeddedLedger embedded;
    private final LedgerClient client;
    private final AnchorLedger anchors;

    OwnedAnchors(EmbeddedLedger embedded) throws LedgerException {
        this.embedded = embedded;
        client = embedded.connect(embedded.member(NodeRole.CLIENT));
        anchors = new ClientAnchorLedger(client);
    }

    public EmbeddedLedger embedded() {
        return embedded;
    }

    public LedgerClient client() {
        return client;
    }

    @Override
    public AnchorReceipt anchorRound(RoundAnchor anchor) throws LedgerException {
        return anchors.anchorRound(anchor);
    }

    @Override
    public Optional<AnchoredRound> round(String federation, String fogNode, long round) throws LedgerException {
        return anchors.round(federation, fogNode, round);
    }

    @Override
    public List<AnchoredRound> rounds(String federation) throws LedgerException {
        return anchors.rounds(federation);
    }

    @Override
    public LedgerHead head() throws LedgerException {
        return anchors.head();
    }

    @Override
    public void close() throws LedgerException {
        anchors.close();
        embedded.close();
    }
}
