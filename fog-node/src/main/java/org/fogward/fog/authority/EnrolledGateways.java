package org.fogward.fog.authority;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.VerificationKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The certificates that were issued to gateways, in the database, and which of them are still their gateways'. What a method has written
 * survives a crash once it returns. One process writes; thread-safe.
 */
public final class EnrolledGateways {

    private final Jdbi database;
    private final Map<GatewayId, Holder> holders = new HashMap<>();

    private static final class Holder {
        private VerificationKey key;
        private final Set<Digest> good = new HashSet<>();

        private Holder(VerificationKey key) {
            this.key = key;
        }
    }

    /** Reads what is recorded in an opened database. */
    public EnrolledGateways(Jdbi database) {
        this.database = database;
        database.useHandle(db -> db.createQuery("SELECT gateway, fingerprint, signing_key FROM certificate WHERE"
                        + " replaced_ms IS NULL ORDER BY issued_ms, serial")
                .map((row, context) -> hold(
                        new GatewayId(row.getString(1)),
                        new Digest(row.getString(2)),
                        VerificationKey.parse(row.getString(3))))
                .list());
    }

    /** What each enrolled gateway signs with. */
    public synchronized SortedMap<GatewayId, VerificationKey> keys() {
        SortedMap<GatewayId, VerificationKey> keys = new TreeMap<>();
        holders.forEach((gateway, holder) -> keys.put(gateway, holder.key));
        return Collections.unmodifiableSortedMap(keys);
    }

    /** What an enrolled gateway signs with. */
    public synchronized Optional<VerificationKey> key(GatewayId gateway) {
        return Optional.ofNullable(holders.get(gateway)).map(holder -> holder.key);
    }

    /** The certificates that were replaced before their end: serial numbers, and since when. */
    public Map<BigInteger, Instant> replaced(Instant now) {
        Map<BigInteger, Instant> replaced = new HashMap<>();
        database.useHandle(
                db -> db.createQuery("SELECT serial, replaced_ms FROM certificate WHERE replaced_ms IS NOT NULL AND"
                                + " not_after_ms > ?")
                        .bind(0, now.toEpochMilli())
                        .map((row, context) -> replaced.put(
                                new BigInteger(row.getString(1), 16), Instant.ofEpochMilli(row.getLong(2))))
                        .list());
        return replaced;
    }

    /** Whether a gateway is enrolled here. */
    public synchronized boolean knows(GatewayId gateway) {
        return holders.containsKey(gateway);
    }

    /** Whether this certificate of a gateway has not been replaced. */
    public synchronized boolean holds(GatewayId gateway, Digest fingerprint) {
        Holder holder = holders.get(gateway);
        return holder != null && holder.good.contains(fingerprint);
    }

    /** What has to be true, in the same transaction, for an enrolment. */
    @FunctionalInterface
    public interface Condition {

        /** Whether it is; what it changes is undone if it is not. */
        boolean holds(Handle db);
    }

    /**
     * Records the first certificate of a box, in place of all that the gateway had before.
     *
     * @return whether the condition was true; nothing has changed if not
     */
    public synchronized boolean enrol(IssuedCertificate issued, Condition condition) {
        boolean done = database.inTransaction(db -> {
            if (!condition.holds(db)) {
                db.rollback();
                return false;
            }
            db.execute(
                    "UPDATE certificate SET replaced_ms = ? WHERE gateway = ? AND replaced_ms IS NULL",
                    issued.issuedAt().toEpochMilli(),
                    issued.gateway().value());
            insert(db, issued);
            db.execute(
                    "INSERT INTO gateway VALUES (?, ?) ON CONFLICT DO NOTHING",
                    issued.gateway().value(),
                    issued.key().text());
            return true;
        });
        if (done) {
            holders.remove(issued.gateway());
            hold(issued.gateway(), issued.fingerprint(), issued.key());
        }
        return done;
    }

    /** Records a further certificate of the same box; the earlier ones stay good until they end. */
    public synchronized void renew(IssuedCertificate issued) {
        database.useTransaction(db -> insert(db, issued));
        hold(issued.gateway(), issued.fingerprint(), issued.key());
    }

    private static void insert(Handle db, IssuedCertificate issued) {
        db.execute(
                "INSERT INTO certificate (serial, gateway, fingerprint, signing_key, issued_ms, not_after_ms) VALUES (?, ?, ?,"
                        + " ?, ?, ?)",
                issued.serial().toString(16),
                issued.gateway().value(),
                issued.fingerprint().hex(),
                issued.key().text(),
                issued.issuedAt().toEpochMilli(),
                issued.notAfter().toEpochMilli());
    }

    private synchronized boolean hold(GatewayId gateway, Digest fingerprint, VerificationKey key) {
        Holder holder = holders.computeIfAbsent(gateway, unknown -> new Holder(key));
        holder.key = key;
        return holder.good.add(fingerprint);
    }
}
