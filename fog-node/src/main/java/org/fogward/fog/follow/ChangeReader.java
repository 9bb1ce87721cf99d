package org.fogward.fog.follow;

import java.util.Optional;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerEvent;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.change.LedgerChange;
import org.fogward.ledger.record.Stored;
import org.fogward.ledger.release.ModelReleases;
import org.fogward.ledger.release.ModelRollback;
import org.fogward.ledger.release.RollbackVote;
import org.fogward.protocol.identity.FederationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Understands events, as far as that can be done. One that cannot be read is told once, and holds up no other. For one thread. */
final class ChangeReader {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeReader.class);

    private final FederationId federation;
    private final ModelReleases releases;
    private final EventFederation federations = new EventFederation();

    ChangeReader(FederationId federation, LedgerClient ledger) {
        this.federation = federation;
        releases = new ModelReleases(ledger);
    }

    /**
     * What goes into the tables of an event.
     *
     * @throws LedgerException if the ledger has to be asked for the rest, and cannot answer
     */
    TakenChange read(LedgerEvent event, Checkpoint after) throws LedgerException {
        LedgerChange change;
        try {
            change = LedgerChange.of(event);
        } catch (LedgerException e) {
            return unread(event, after, String.valueOf(e.getMessage()));
        }
        return switch (change) {
            case LedgerChange.Known known -> read(known, after);
            case LedgerChange.Unknown _ -> unread(event, after, "this build does not know the event " + event.name());
        };
    }

    private TakenChange read(LedgerChange.Known change, Checkpoint after) throws LedgerException {
        boolean own = ChangeSubject.of(change).federation().equals(federation.value());
        Optional<Stored<RollbackVote>> vote = Optional.empty();
        if (own && change instanceof LedgerChange.ModelRolledBack back) {
            vote = deciding(back.stored().record(), after.transaction());
        }
        return TakenChange.read(after, own, change, vote);
    }

    /** A vote stands for good, so whoever asks later is told the same. */
    private Optional<Stored<RollbackVote>> deciding(ModelRollback rollback, String transaction) throws LedgerException {
        Optional<Stored<RollbackVote>> vote =
                releases.votes(rollback.federation(), rollback.from(), rollback.to()).items().stream()
                        .filter(each -> each.transaction().equals(transaction))
                        .findFirst();
        if (vote.isEmpty()) {
            throw new LedgerException(
                    Reason.UNAVAILABLE, "the ledger does not tell the vote of transaction " + transaction + " yet");
        }
        return vote;
    }

    private TakenChange unread(LedgerEvent event, Checkpoint after, String why) {
        boolean own = federations.of(event.payload()).orElse(federation.value()).equals(federation.value());
        if (own) {
            LOG.error("block {}, transaction {}: {}", event.block(), event.transactionId(), why);
        }
        return TakenChange.unread(after, own, event.name(), why);
    }
}
