package org.fogward.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.embedded.EmbeddedLedger;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.record.Page;
import org.fogward.ledger.record.PageRequest;
import org.fogward.ledger.record.Stored;
import org.fogward.ledger.round.Rounds;

/** An embedded ledger with its fog node's client. */
public final class OwnLedger implements AutoCloseable {
    private final EmbeddedLedger embedded;
    private final LedgerClient client;

    OwnLedger(EmbeddedLedger embedded) throws LedgerException {
        this.embedded = embedded;
        client = embedded.connect(embedded.member(NodeRole.CLIENT));
    }

    /** Opens a federation, unless it is open, so that its fog node fog-1 can anchor. */
    public OwnLedger with(String federation) throws LedgerException {
        try (LedgerClient admin = embedded.connect(embedded.member(NodeRole.ADMIN))) {
            OpenedFederation.open(federation, admin, client, "fogward");
        }
        return this;
    }

    public EmbeddedLedger embedded() {
        return embedded;
    }

    public LedgerClient client() {
        return client;
    }

    public AnchorReceipt anchor(RoundAnchor anchor) throws LedgerException {
        return new Rounds(client).anchor(anchor);
    }

    public Optional<AnchoredRound> round(String federation, String fogNode, long round) throws LedgerException {
        return new Rounds(client).round(federation, fogNode, round);
    }

    /** All rounds with their places. */
    public List<AnchoredRound> rounds(String federation) throws LedgerException {
        Rounds door = new Rounds(client);
        List<AnchoredRound> rounds = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first(PageRequest.MOST));
        while (next.isPresent()) {
            Page<RoundAnchor> page = door.rounds(federation, next.get());
            for (Stored<RoundAnchor> stored : page.items()) {
                rounds.add(door.round(
                                federation,
                                stored.record().fogNode(),
                                stored.record().round())
                        .orElseThrow());
            }
            next = page.next(PageRequest.MOST);
        }
        return rounds;
    }

    public LedgerHead head() throws LedgerException {
        return client.head();
    }

    @Override
    public void close() throws LedgerException {
        client.close();
        embedded.close();
    }
}
