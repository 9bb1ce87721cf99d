package org.fogward.ledger.verify;

import java.util.ArrayList;
import java.util.List;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.AnchoredRound;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.access.AccessEntry;
import org.fogward.ledger.record.Stored;
import org.fogward.ledger.transaction.EndorsedTransaction;

/** Collects the rounds that transactions anchor, and the accesses that they log. Not thread-safe. */
final class RecordsFound {
    private final List<AnchoredRound> rounds = new ArrayList<>();
    private final List<AccessEntry> accesses = new ArrayList<>();

    /** Of a transaction that holds, in the newest block. */
    void look(EndorsedTransaction transaction, LedgerHead head) {
        var arguments = transaction.invocation().arguments();
        if (!transaction.writes() || arguments.isEmpty()) {
            return;
        }
        String written = transaction.response().getPayload().toStringUtf8();
        switch (arguments.getFirst().toStringUtf8()) {
            case "anchorRound" -> {
                Stored<RoundAnchor> stored = Stored.read(RoundAnchor.class, written);
                rounds.add(new AnchoredRound(
                        stored.record(),
                        new AnchorReceipt(stored.transaction(), head.height() - 1, head.hash(), true),
                        stored.at()));
            }
            case "logAccess" ->
                accesses.add(Stored.read(AccessEntry.class, written).record());
            default -> {
                // Neither.
            }
        }
    }

    List<AnchoredRound> rounds() {
        return rounds;
    }

    List<AccessEntry> accesses() {
        return accesses;
    }
}
