package org.fogward.fog.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fogward.fog.audit.History.PastRound;
import org.fogward.fog.round.Database;
import org.fogward.fog.round.Founding;
import org.fogward.fog.round.RoundPlace;
import org.fogward.fog.round.RoundStore;
import org.jdbi.v3.core.JdbiException;

/** Reads a history out of a fog node's database, which stays as it is. */
public final class StateHistory {

    private StateHistory() {}

    /**
     * Reads the history.
     *
     * @param database the database's file
     * @throws IOException if it cannot be read or holds nothing yet
     */
    public static History read(Path database) throws IOException {
        if (!Files.isRegularFile(database)) {
            throw new IOException(database + " is not there: is this a fog node's state directory?");
        }
        try {
            RoundStore store = new RoundStore(Database.openReadOnly(database));
            Founding founding =
                    store.founding().orElseThrow(() -> new IOException(database + " holds no federation yet"));
            return new History(
                    founding,
                    store.gateways(),
                    store.places().stream()
                            .map(RoundPlace::round)
                            .map(round -> new PastRound(round, store.updates().of(round)))
                            .toList());
        } catch (JdbiException | IllegalArgumentException e) {
            throw new IOException(database + " cannot be read: " + e.getMessage(), e);
        }
    }
}
