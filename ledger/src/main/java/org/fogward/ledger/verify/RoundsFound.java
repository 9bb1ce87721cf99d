package org.fogward.ledger.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.AnchoredRound;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.record.Stored;
import org.fogward.ledger.transaction.EndorsedTransaction;

/** Collects the rounds that transactions anchor. Not thread-safe. */
final class RoundsFound {
    private static final String ANCHOR = "anchorRound";

    private final List<AnchoredRound> rounds = new ArrayList<>();

    /** Of a transaction that holds, in the newest block. */
    void look(EndorsedTransaction transaction, LedgerHead head) {
        anchored(transaction)
                .ifPresent(stored -> rounds.add(new AnchoredRound(
                        stored.record(),
                        new AnchorReceipt(stored.transaction(), head.height() - 1, head.hash(), true),
                        stored.at())));
    }

    List<AnchoredRound> rounds() {
        return rounds;
    }

    private static Optional<Stored<RoundAnchor>> anchored(EndorsedTransaction transaction) {
        var arguments = transaction.invocation().arguments();
        boolean anchors = transaction.writes()
                && !arguments.isEmpty()
                && arguments.getFirst().toStringUtf8().equals(ANCHOR);
        return anchors
                ? Optional.of(Stored.read(
                        RoundAnchor.class, transaction.response().getPayload().toStringUtf8()))
                : Optional.empty();
    }
}
