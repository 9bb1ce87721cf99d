package org.fogward.ledger.round;

import java.util.List;
import java.util.Optional;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.AnchoredRound;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.TransactionPlace;
import org.fogward.ledger.record.Page;
import org.fogward.ledger.record.PageRequest;
import org.fogward.ledger.record.RecordDoor;
import org.fogward.ledger.record.RecordKind;
import org.fogward.ledger.record.Stored;

/**
 * The door to rounds. As thread-safe as the client. Every method throws {@link LedgerException} when the contract refuses or
 * the ledger cannot answer.
 */
public final class Rounds {
    private final RecordDoor<RoundAnchor> anchors;
    private final RecordDoor<RoundClosing> closings;

    /** A door. */
    public Rounds(LedgerClient client) {
        anchors = new RecordDoor<>(client, RecordKind.ROUND, RoundAnchor.class);
        closings = new RecordDoor<>(client, RecordKind.ROUND_CLOSING, RoundClosing.class);
    }

    /**
     * Anchors a fog node's round, as a client of the organisation that runs the fog node. When this returns, the anchor is
     * durable.
     */
    public AnchorReceipt anchor(RoundAnchor anchor) throws LedgerException {
        return anchors.submit("anchorRound", anchor);
    }

    /** Closes a round over several fog nodes, as a client. */
    public AnchorReceipt close(RoundClosing closing) throws LedgerException {
        return closings.submit("closeRound", closing);
    }

    /** Finds a fog node's round, with its place on the ledger. */
    public Optional<AnchoredRound> round(String federation, String fogNode, long round) throws LedgerException {
        Optional<Stored<RoundAnchor>> found = anchors.find(federation, fogNode, round);
        return found.isPresent() ? Optional.of(located(found.get())) : Optional.empty();
    }

    /** A federation's rounds, by fog node, then by number. */
    public Page<RoundAnchor> rounds(String federation, PageRequest page) throws LedgerException {
        return anchors.list(page, federation);
    }

    /** A fog node's rounds, by number. */
    public Page<RoundAnchor> rounds(String federation, String fogNode, PageRequest page) throws LedgerException {
        return anchors.list(page, federation, fogNode);
    }

    /** Whatever was written under a fog node's round: once anchored, it has one entry for ever. */
    public List<Stored<RoundAnchor>> history(String federation, String fogNode, long round) throws LedgerException {
        return anchors.history(federation, fogNode, round);
    }

    /** Finds a round that was closed over several fog nodes. */
    public Optional<Stored<RoundClosing>> closing(String federation, long round) throws LedgerException {
        return closings.find(federation, round);
    }

    /** The rounds of a federation that were closed over several fog nodes, by number. */
    public Page<RoundClosing> closings(String federation, PageRequest page) throws LedgerException {
        return closings.list(page, federation);
    }

    private AnchoredRound located(Stored<RoundAnchor> stored) throws LedgerException {
        TransactionPlace place = anchors.place(stored);
        return new AnchoredRound(
                stored.record(),
                new AnchorReceipt(place.transactionId(), place.block(), place.headHash(), true),
                stored.at());
    }
}
