package org.fogward.fog.ledger;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.fogward.fog.anchor.KeptBlocks;
import org.fogward.fog.anchor.LedgerMembers;
import org.fogward.fog.config.LedgerConfig;
import org.fogward.ledger.LedgerException;

/**
 * The ledger of a fog node's federation. Whichever it is, all blocks up to the newest anchor lie in {@code blocks} in its directory,
 * where an audit finds them without it. Thread-safe.
 */
public sealed interface FogLedger extends KeptBlocks, AutoCloseable permits EmbeddedFogLedger, NetworkFogLedger {

    /**
     * Opens what the configuration names. A network need not be reachable.
     *
     * @param directory what is kept here of it; made if it is not there
     * @throws LedgerException if it cannot be used, or the directory belongs to a ledger of another kind
     */
    static FogLedger open(LedgerConfig config, Path directory, Clock clock) throws LedgerException {
        LedgerDirectory place = new LedgerDirectory(directory);
        return switch (config) {
            case LedgerConfig.Embedded embedded -> EmbeddedFogLedger.open(place, embedded, clock);
            case LedgerConfig.Network network -> NetworkFogLedger.open(place, network);
        };
    }

    /** Who this fog node is on it. */
    LedgerMembers members();

    /** What is wrong that a call would not tell; empty while all is well. */
    Optional<String> trouble();

    @Override
    void close() throws LedgerException;
}
