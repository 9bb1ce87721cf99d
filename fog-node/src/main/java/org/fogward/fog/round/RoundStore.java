package org.fogward.fog.round;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fogward.models.evaluate.SiteScore;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.GatewayId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The rounds in the database. What a method has written survives a crash once it returns. Thread-safe. */
public final class RoundStore {

    private final Jdbi jdbi;
    private final UpdateStore updates;

    /** Works on an opened database, see {@link Database}. */
    public RoundStore(Jdbi jdbi) {
        this.jdbi = jdbi;
        RoundRows.register(jdbi);
        updates = new UpdateStore(jdbi);
    }

    /** What was fixed before the first round; empty in a new database. */
    public Optional<Founding> founding() {
        return jdbi.withHandle(db ->
                db.createQuery("SELECT * FROM federation").mapTo(Founding.class).findOne());
    }

    /** Fixes what comes before the first round. */
    public void found(Founding founding) {
        jdbi.useHandle(db -> db.execute(
                "INSERT INTO federation VALUES (1, ?, ?, ?)",
                founding.federation(),
                founding.plan().hex(),
                founding.firstModel().hex()));
    }

    /** Remembers a key that a gateway signs with; earlier ones stay. */
    public void rememberGateway(GatewayId gateway, String key) {
        jdbi.useHandle(
                db -> db.execute("INSERT INTO gateway VALUES (?, ?) ON CONFLICT DO NOTHING", gateway.value(), key));
    }

    /** Every key that each gateway ever signed with, ascending by gateway. */
    public SortedMap<String, List<String>> gateways() {
        SortedMap<String, List<String>> keys = new TreeMap<>();
        jdbi.useHandle(db -> db.createQuery("SELECT id, verification_key FROM gateway ORDER BY id, verification_key")
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(entry -> keys.computeIfAbsent(entry.getKey(), id -> new ArrayList<>())
                        .add(entry.getValue())));
        return keys;
    }

    /** Remembers what a gateway said that it knows of the ledger: one more than the number of its newest block. */
    public void knows(GatewayId gateway, long knownBlocks) {
        jdbi.useHandle(db -> db.execute(
                "INSERT INTO gateway_head VALUES (?, ?) ON CONFLICT (gateway) DO UPDATE SET known_blocks ="
                        + " excluded.known_blocks WHERE known_blocks <> excluded.known_blocks",
                gateway.value(),
                knownBlocks));
    }

    /** What a gateway said last that it knows of the ledger; 0 before it said anything. */
    public long knownBlocks(GatewayId gateway) {
        return jdbi.withHandle(db -> db.createQuery("SELECT known_blocks FROM gateway_head WHERE gateway = ?")
                .bind(0, gateway.value())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /** The newest round; empty before the first. */
    public Optional<Round> newest() {
        return jdbi.withHandle(db -> db.createQuery("SELECT * FROM round ORDER BY number DESC LIMIT 1")
                .mapTo(Round.class)
                .findOne());
    }

    /** One round. */
    public Optional<Round> round(long number) {
        return jdbi.withHandle(db -> db.createQuery("SELECT * FROM round WHERE number = ?")
                .bind(0, number)
                .mapTo(Round.class)
                .findOne());
    }

    /** All rounds, ascending. */
    public List<Round> rounds() {
        return jdbi.withHandle(db -> db.createQuery("SELECT * FROM round ORDER BY number")
                .mapTo(Round.class)
                .list());
    }

    /** Remembers a new round. */
    public void open(Round round) {
        jdbi.useHandle(db -> insert(db, round));
    }

    /** Takes no more updates for a round. */
    public void close(long round) {
        jdbi.useHandle(db -> setPhase(db, round, RoundPhase.CLOSED));
    }

    /** Ends a round and, if there is one, opens the next, in one transaction. */
    public void combined(RoundResult result, Optional<Round> next) {
        jdbi.useTransaction(db -> {
            db.createUpdate(
                            "INSERT INTO round_result (round, new_model, model_delta, server_state, merkle_root, seconds, train_loss,"
                                    + " bytes_up, bytes_down) VALUES (:round, :model, :delta, :state, :root, :seconds, :loss, :up, :down)")
                    .bind("round", result.round())
                    .bind("model", result.newModel().hex())
                    .bind("delta", result.delta().map(Digest::hex).orElse(null))
                    .bind("state", result.serverState().hex())
                    .bind("root", result.merkleRoot().hex())
                    .bind("seconds", result.seconds())
                    .bind("loss", result.trainLoss())
                    .bind("up", result.bytesUp())
                    .bind("down", result.bytesDown())
                    .execute();
            setPhase(db, result.round(), RoundPhase.COMBINED);
            next.ifPresent(round -> insert(db, round));
        });
    }

    /** Remembers where a round is on the ledger. */
    public void anchored(RoundPlace place) {
        jdbi.useHandle(db -> db.execute(
                "INSERT INTO round_place (round, ledger_transaction, block, head_hash) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                place.round(),
                place.ledgerTransaction(),
                place.block(),
                place.headHash()));
    }

    /** Where a round is on the ledger; empty until it is anchored. */
    public Optional<RoundPlace> place(long round) {
        return jdbi.withHandle(db -> db.createQuery("SELECT * FROM round_place WHERE round = ?")
                .bind(0, round)
                .mapTo(RoundPlace.class)
                .findOne());
    }

    /** Where rounds are on the ledger, ascending. */
    public List<RoundPlace> places() {
        return jdbi.withHandle(db -> db.createQuery("SELECT * FROM round_place ORDER BY round")
                .mapTo(RoundPlace.class)
                .list());
    }

    /** Combined rounds that are not known to be on the ledger, ascending. */
    public List<Long> notAnchored() {
        return jdbi.withHandle(db -> db.createQuery("SELECT round FROM round_result WHERE round NOT IN (SELECT round"
                        + " FROM round_place) ORDER BY round")
                .mapTo(Long.class)
                .list());
    }

    /** A round's result; empty until its model is made. */
    public Optional<RoundResult> result(long round) {
        return jdbi.withHandle(db -> db.createQuery("SELECT * FROM round_result WHERE round = ?")
                .bind(0, round)
                .mapTo(RoundResult.class)
                .findOne());
    }

    /** The newest result; empty until the first round's model is made. */
    public Optional<RoundResult> newestResult() {
        return jdbi.withHandle(db -> db.createQuery("SELECT * FROM round_result ORDER BY round DESC LIMIT 1")
                .mapTo(RoundResult.class)
                .findOne());
    }

    /** All results, ascending. */
    public List<RoundResult> results() {
        return jdbi.withHandle(db -> db.createQuery("SELECT * FROM round_result ORDER BY round")
                .mapTo(RoundResult.class)
                .list());
    }

    /** Anchored rounds whose receipts may not all have gone out, ascending. */
    public List<Long> withoutReceipts() {
        return jdbi.withHandle(
                db -> db.createQuery("SELECT round FROM round_place WHERE receipts_sent = 0 ORDER BY round")
                        .mapTo(Long.class)
                        .list());
    }

    /** Remembers that a round's receipts have gone out. */
    public void receiptsSent(long round) {
        jdbi.useHandle(db -> db.execute("UPDATE round_place SET receipts_sent = 1 WHERE round = ?", round));
    }

    /** Remembers a round's score, if it has none yet, and its worst site. */
    public void scored(RoundScore score) {
        jdbi.useTransaction(db -> {
            db.execute(
                    "INSERT INTO round_score VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    score.round(),
                    score.accuracy(),
                    score.balancedAccuracy(),
                    score.loss(),
                    score.samples());
            score.worst().ifPresent(site -> worstSite(db, score.round(), site));
        });
    }

    /** Remembers which site a round's model serves worst, in place of what was thought before. */
    public void worstSite(long round, SiteScore site) {
        jdbi.useHandle(db -> worstSite(db, round, site));
    }

    /** All scores, ascending by round. */
    public List<RoundScore> scores() {
        return jdbi.withHandle(db -> db.createQuery(
                        "SELECT * FROM round_score LEFT JOIN round_worst_site USING (round) ORDER BY round")
                .mapTo(RoundScore.class)
                .list());
    }

    /** What gateways sent in the rounds. */
    public UpdateStore updates() {
        return updates;
    }

    private static void worstSite(Handle db, long round, SiteScore site) {
        db.execute(
                "INSERT OR REPLACE INTO round_worst_site VALUES (?, ?, ?, ?)",
                round,
                site.site(),
                site.accuracy(),
                site.samples());
    }

    private static void insert(Handle db, Round round) {
        db.execute(
                "INSERT INTO round VALUES (?, ?, ?, ?, ?)",
                round.number(),
                round.phase().name(),
                round.baseModel().hex(),
                round.openedAt().toEpochMilli(),
                round.deadline().toEpochMilli());
    }

    private static void setPhase(Handle db, long round, RoundPhase phase) {
        db.execute("UPDATE round SET phase = ? WHERE number = ?", phase.name(), round);
    }
}
