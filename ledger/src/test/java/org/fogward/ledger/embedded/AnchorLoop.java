package org.fogward.ledger.embedded;

import static org.fogward.ledger.Anchors.anchor;

import java.nio.file.Path;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.TestLedgers;

/** A process that anchors one round after another, prints each that was acknowledged, and ends when one fails. */
final class AnchorLoop {
    private AnchorLoop() {}

    public static void main(String[] arguments) throws LedgerException {
        Path directory = Path.of(arguments[0]);
        EmbeddedLedger ledger = EmbeddedLedger.open(directory.resolve("ledger"), TestLedgers.identity(directory));
        long round = ledger.rounds("clinics").size() + 1;
        try {
            for (; ; round++) {
                ledger.anchorRound(anchor("clinics", "fog-1", round));
                System.out.println(round);
            }
        } catch (LedgerException e) {
            System.out.println(e.reason());
        }
        try {
            ledger.anchorRound(anchor("clinics", "fog-1", round + 1));
            System.out.println(round + 1);
        } catch (LedgerException e) {
            System.out.println(e.getMessage());
        }
    }
}
