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
     * What contradicted the known heads last.
     *
     * @return a sentence for a person; empty while all is well
     */
    public Optional<String> alarm() {
        return database.read(handle -> handle.select("SELECT finding FROM history_alarm ORDER BY id DESC LIMIT 1")
                .mapTo(String.class)
                .findOne());
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
