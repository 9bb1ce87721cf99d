package org.fogward.ledger.embedded;

import static org.fogward.ledger.Anchors.anchor;

import java.nio.file.Path;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.OwnLedger;
import org.fogward.ledger.TestLedgers;

/** A process that anchors one round after another, prints each that was acknowledged, and ends when one fails. */
final class AnchorLoop {
    static final String SAID = "> ";

    private AnchorLoop() {}

    public static void main(String[] arguments) throws LedgerException {
        Path directory = Path.of(arguments[0]);
        OwnLedger ledger = TestLedgers.open(directory.resolve("ledger")).with("clinics");
        long round = ledger.rounds("clinics").size() + 1;
        try {
            for (; ; round++) {
                ledger.anchor(anchor("clinics", "fog-1", round));
                say(Long.toString(round));
            }
        } catch (LedgerException e) {
            say(e.reason().name());
        }
        try {
            ledger.anchor(anchor("clinics", "fog-1", round + 1));
            say(Long.toString(round + 1));
        } catch (LedgerException e) {
            say(String.valueOf(e.getMessage()));
        }
    }

    /** Apart from what is logged to the same stream. */
    private static void say(String what) {
        System.out.println(SAID + what);
    }
}
