package org.fogward.ledger.embedded;

import java.time.Clock;
import java.util.Optional;

/**
 * How an embedded ledger is opened.
 *
 * @param clock gives the ledger's own client its timestamps and tells whether certificates have ended
 * @param nodes in whose names it works; without them it makes an organisation of its own when it is founded
 * @param snapshotEvery after how many blocks its state is stored again, so that the next opening is short
 */
public record EmbeddedOptions(Clock clock, Optional<LedgerNodes> nodes, int snapshotEvery) {
    private static final int OFTEN_ENOUGH = 10_000;

    /**
     * A ledger with an organisation of its own.
     *
     * @return options with the system's clock
     */
    public static EmbeddedOptions standard() {
        return new EmbeddedOptions(Clock.systemUTC(), Optional.empty(), OFTEN_ENOUGH);
    }

    /**
     * The same with another clock.
     *
     * @param other the clock
     * @return options
     */
    public EmbeddedOptions withClock(Clock other) {
        return new EmbeddedOptions(other, nodes, snapshotEvery);
    }

    /**
     * The same in the names of others.
     *
     * @param others in whose names
     * @return options
     */
    public EmbeddedOptions withNodes(LedgerNodes others) {
        return new EmbeddedOptions(clock, Optional.of(others), snapshotEvery);
    }
}
