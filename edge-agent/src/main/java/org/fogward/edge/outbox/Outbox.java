package org.fogward.edge.outbox;

import java.util.List;
import java.util.Optional;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.update.Answer;
import org.fogward.protocol.digest.Digest;

/**
 * The updates that a gateway made, one a round. An envelope stays until a receipt says that the fog node has it on disk
 * or will never take it, so whatever happens in between, the same bytes are sent again. Thread-safe.
 */
public final class Outbox {
    private final GatewayDatabase database;
    private final Residuals residuals;

    /**
     * Makes an outbox.
     *
     * @param database where it lies
     * @param residuals what updates leave behind, in the same database
     */
    public Outbox(GatewayDatabase database, Residuals residuals) {
        this.database = database;
        this.residuals = residuals;
    }

    /**
     * Keeps an update and what it leaves behind, in one transaction, and forgets the envelopes of earlier rounds, which no fog node takes
     * any more.
     *
     * @param round the round that it is for
     * @param answer the sealed update
     * @return its name
     */
    public Digest put(long round, Answer answer) {
        Digest digest = Digest.of(answer.envelope());
        database.write(handle -> {
            handle.execute("UPDATE own_update SET envelope = NULL WHERE round < ?", round);
            answer.residual().ifPresent(residual -> residuals.put(handle, residual));
            return handle.execute(
                    "INSERT INTO own_update (digest, round, envelope) VALUES (?, ?, ?)",
                    digest.bytes(),
                    round,
                    answer.envelope());
        });
        return digest;
    }

    /** The newest round that this gateway made an update for, 0 before the first. */
    public long lastRound() {
        return database.read(handle -> handle.select("SELECT coalesce(max(round), 0) FROM own_update")
                .mapTo(Long.class)
                .one());
    }

    /** What a receipt says of the update of {@link #lastRound()}; empty while there is none. */
    public Optional<Fate> lastFate() {
        return database.read(
                handle -> handle.select("SELECT fate FROM own_update WHERE round = (SELECT max(round) FROM own_update)"
                                + " AND fate IS NOT NULL")
                        .mapTo(String.class)
                        .findFirst()
                        .map(Fate::valueOf));
    }

    /** The names of the updates that wait for a receipt, oldest first. */
    public List<Digest> waiting() {
        return database.read(
                handle -> handle.select("SELECT digest FROM own_update WHERE envelope IS NOT NULL ORDER BY round")
                        .map((row, context) -> Digest.ofBytes(row.getBytes(1)))
                        .list());
    }

    /**
     * Reads an envelope.
     *
     * @param update the update's name
     * @return the envelope, empty when it no longer waits
     */
    public Optional<byte[]> envelope(Digest update) {
        return database.read(handle -> handle.select(
                        "SELECT envelope FROM own_update WHERE digest = ? AND envelope IS NOT NULL", update.bytes())
                .map((row, context) -> row.getBytes(1))
                .findOne());
    }

    /**
     * Takes an update out because its receipt came, and remembers what became of it. Doing it again changes nothing.
     *
     * @param update the update's name
     * @param fate what the receipt says
     * @return whether it waited
     */
    public boolean settle(Digest update, Fate fate) {
        return database.write(handle -> {
            int waited = handle.execute(
                    "UPDATE own_update SET envelope = NULL WHERE digest = ? AND envelope IS NOT NULL", update.bytes());
            handle.execute("UPDATE own_update SET fate = ? WHERE digest = ?", fate.name(), update.bytes());
            return waited > 0;
        });
    }

    /**
     * Takes out what waits for rounds before this one.
     *
     * @param round the round that is announced
     */
    public void abandonBefore(long round) {
        database.write(handle -> handle.execute(
                "UPDATE own_update SET envelope = NULL WHERE round < ? AND envelope IS NOT NULL", round));
    }

    /**
     * Keeps the receipt that proves an update's place in its round, and takes the update out.
     *
     * @param update the update's name
     * @param fate what the proof says of it
     * @param receipt a checked receipt
     * @return whether the update is one of this gateway's
     */
    public boolean prove(Digest update, Fate fate, byte[] receipt) {
        return database.write(handle -> handle.execute(
                        "UPDATE own_update SET envelope = NULL, fate = ?, proof = ? WHERE digest = ?",
                        fate.name(),
                        receipt,
                        update.bytes()))
                > 0;
    }

    /** How many updates have a proof. */
    public long proofs() {
        return database.read(handle -> handle.select("SELECT count(*) FROM own_update WHERE proof IS NOT NULL")
                .mapTo(Long.class)
                .one());
    }

    /**
     * Reads a proof.
     *
     * @param round the round
     * @return the receipt with the inclusion proof, empty when there is none
     */
    public Optional<byte[]> proof(long round) {
        return database.read(
                handle -> handle.select("SELECT proof FROM own_update WHERE round = ? AND proof IS NOT NULL", round)
                        .map((row, context) -> row.getBytes(1))
                        .findOne());
    }
}
