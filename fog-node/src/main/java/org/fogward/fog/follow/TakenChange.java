package org.fogward.fog.follow;

import java.util.Optional;
import org.fogward.ledger.change.LedgerChange;
import org.fogward.ledger.record.Stored;
import org.fogward.ledger.release.RollbackVote;

/**
 * A change as it goes into the tables.
 *
 * @param after how far the ledger was followed with it
 * @param own whether it is about this federation; if not, only the position moves
 * @param kind the event's name
 * @param subject what it is about, or why that is not known, in a few words
 * @param by the organisation whose member made it; empty if that is not known
 * @param at when, as its maker says, ISO 8601 in UTC; empty if that is not known
 * @param change the change itself; nothing if it could not be read
 * @param vote the vote that decided a way back, which the event of that does not carry
 */
record TakenChange(
        Checkpoint after,
        boolean own,
        String kind,
        String subject,
        String by,
        String at,
        Optional<LedgerChange.Known> change,
        Optional<Stored<RollbackVote>> vote) {

    static TakenChange read(
            Checkpoint after, boolean own, LedgerChange.Known change, Optional<Stored<RollbackVote>> vote) {
        return new TakenChange(
                after,
                own,
                change.event().name(),
                ChangeSubject.of(change).text(),
                change.stored().by(),
                change.stored().at().toString(),
                Optional.of(change),
                vote);
    }

    static TakenChange unread(Checkpoint after, boolean own, String kind, String why) {
        return new TakenChange(after, own, kind, why, "", "", Optional.empty(), Optional.empty());
    }
}
