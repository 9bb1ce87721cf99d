package org.fogward.edge.history;

import java.util.Collection;
import java.util.Optional;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.protocol.chain.ChainHead;
import org.fogward.protocol.digest.Digest;

/** The ledger's heads that this gateway has been shown, and what contradicted them, on disk. Thread-safe. */
public final class KnownHeads {
    private final GatewayDatabase database;

    /**
     * Works on the gateway's database.
     *
     * @param database where they lie
     */
    public KnownHeads(GatewayDatabase database) {
        this.database = database;
    }

    /** The newest block that is known; empty before the first receipt. */
    public Optional<ChainHead> newest() {
        return database.read(handle -> handle.select("SELECT block, hash FROM ledger_head ORDER BY block DESC LIMIT 1")
                .map((row, context) -> new ChainHead(row.getLong(1), Digest.ofBytes(row.getBytes(2))))
                .findOne());
    }

    /**
     * One block.
     *
     * @param block its number
     * @return empty if no receipt named it
     */
    public Optional<ChainHead> head(long block) {
        return database.read(handle -> handle.select("SELECT hash FROM ledger_head WHERE block = ?", block)
                .map((row, context) -> new ChainHead(block, Digest.ofBytes(row.getBytes(1))))
                .findOne());
    }

    /**
     * What an update says of the heads, so that its receipt goes on from there. That it said nothing is remembered.
     *
     * @param round the update's
     * @return one more than the number of the newest known block; 0: none is known
     */
    public long tell(long round) {
        Optional<ChainHead> newest = newest();
        if (newest.isEmpty()) {
            database.write(handle ->
                    handle.execute("INSERT INTO untold_round (round) VALUES (?) ON CONFLICT DO NOTHING", round));
        }
        return newest.map(head -> head.block() + 1).orElse(0L);
    }

    /** Whether no block was known when this round's update was made. */
    boolean toldNothing(long round) {
        return database.read(handle -> handle.select("SELECT round FROM untold_round WHERE round = ?", round)
                .mapTo(Long.class)
                .findOne()
                .isPresent());
    }

    /**
     * What contradicted the known heads last.
     *
     * @return a sentence for a person; empty while all is well
     */
    public Optional<String> alarm() {
        return database.read(handle -> handle.select("SELECT finding FROM history_alarm ORDER BY id DESC LIMIT 1")
                .mapTo(String.class)
                .findOne());
    }

    /**
     * Forgets all that is known, and what contradicted it: the next receipt's block is taken as it is. For somebody who knows why
     * the ledger has another history now, such as one that was put back from a backup.
     */
    public void forget() {
        database.write(
                handle -> handle.execute("DELETE FROM ledger_head") + handle.execute("DELETE FROM history_alarm"));
    }

    void keep(Collection<ChainHead> heads) {
        database.write(handle -> {
            for (ChainHead head : heads) {
                handle.execute(
                        "INSERT INTO ledger_head (block, hash) VALUES (?, ?) ON CONFLICT DO NOTHING",
                        head.block(),
                        head.hash().bytes());
            }
            return heads.size();
        });
    }

    void raise(long round, String finding) {
        database.write(
                handle -> handle.execute("INSERT INTO history_alarm (round, finding) VALUES (?, ?)", round, finding));
    }
}
