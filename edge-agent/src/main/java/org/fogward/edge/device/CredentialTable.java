package org.fogward.edge.device;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fogward.edge.device.KnownDevice.Proof;
import org.fogward.edge.store.SampleKeys;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * What devices prove themselves by, in the gateway's database, within transactions of the caller. Secrets lie there encrypted. Stateless:
 * another process may change the table at any time.
 */
final class CredentialTable {
    private static final String COLUMNS =
            "SELECT id, device, kind, since, until, secret, ended FROM device_credential ";
    private static final RowMapper<CredentialRow> ROW = (row, context) -> {
        long until = row.getLong("until");
        boolean ends = !row.wasNull();
        return new CredentialRow(
                row.getLong("id"),
                row.getString("device"),
                Proof.valueOf(row.getString("kind")),
                Instant.ofEpochMilli(row.getLong("since")),
                ends ? Optional.of(Instant.ofEpochMilli(until)) : Optional.empty(),
                Optional.ofNullable(row.getBytes("secret")),
                row.getString("ended") != null);
    };

    private final SampleKeys keys;

    CredentialTable(SampleKeys keys) {
        this.keys = keys;
    }

    /** All that are not ended, oldest first. */
    List<CredentialRow> current(Handle handle) {
        return handle.select(COLUMNS + "WHERE ended IS NULL ORDER BY id")
                .map(ROW)
                .list();
    }

    Optional<CredentialRow> byId(Handle handle, long id) {
        return handle.select(COLUMNS + "WHERE id = ?", id).map(ROW).findOne();
    }

    Optional<CredentialRow> byCertificate(Handle handle, X509Certificate certificate) {
        return handle.select(COLUMNS + "WHERE fingerprint = ?", fingerprint(certificate))
                .map(ROW)
                .findOne();
    }

    /** The newest of a kind, ended or not. */
    Optional<CredentialRow> newest(Handle handle, String device, Proof kind) {
        return handle.select(COLUMNS + "WHERE device = ? AND kind = ? ORDER BY id DESC LIMIT 1", device, kind.name())
                .map(ROW)
                .findOne();
    }

    boolean knew(Handle handle, String device) {
        return handle.select("SELECT count(*) FROM device_credential WHERE device = ?", device)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    void addSecret(Handle handle, String device, Proof kind, String secret, Instant since, Optional<Instant> until) {
        handle.execute(
                "INSERT INTO device_credential (device, kind, since, until, secret) VALUES (?, ?, ?, ?, ?)",
                device,
                kind.name(),
                since.toEpochMilli(),
                until.map(Instant::toEpochMilli).orElse(null),
                keys.seal(secret.getBytes(StandardCharsets.US_ASCII), purpose(device, kind)));
    }

    void addCertificate(Handle handle, String device, X509Certificate certificate, Instant since) {
        handle.execute(
                "INSERT INTO device_credential (device, kind, since, until, serial, fingerprint)"
                        + " VALUES (?, 'CERTIFICATE', ?, ?, ?, ?)",
                device,
                since.toEpochMilli(),
                certificate.getNotAfter().getTime(),
                certificate.getSerialNumber().toString(16),
                fingerprint(certificate));
    }

    /** A pre-shared key's bytes. */
    byte[] open(CredentialRow row) {
        return keys.open(row.secret().orElseThrow(), purpose(row.device(), row.kind()));
    }

    /** Ends all that a device has; how many that were. */
    int endAll(Handle handle, String device) {
        return handle.execute(
                "UPDATE device_credential SET ended = 'all', secret = NULL WHERE device = ? AND ended IS NULL", device);
    }

    void endInvitations(Handle handle, String device) {
        handle.execute(
                "UPDATE device_credential SET ended = 'invited anew', secret = NULL"
                        + " WHERE device = ? AND kind = 'INVITATION' AND ended IS NULL",
                device);
    }

    /** Ends certificates that came before the one of this number. */
    void endCertificatesBefore(Handle handle, String device, long id) {
        handle.execute(
                "UPDATE device_credential SET ended = 'renewed'"
                        + " WHERE device = ? AND kind = 'CERTIFICATE' AND id < ? AND ended IS NULL",
                device,
                id);
    }

    /** Ends certificates that came after the one of this number, and were never used. */
    void endCertificatesAfter(Handle handle, String device, long id) {
        handle.execute(
                "UPDATE device_credential SET ended = 'renewed again'"
                        + " WHERE device = ? AND kind = 'CERTIFICATE' AND id > ? AND ended IS NULL",
                device,
                id);
    }

    /** Counts a wrong guess at an invitation, and ends it with the last that it bears. */
    void countFailure(Handle handle, long id, int most) {
        handle.execute("UPDATE device_credential SET failures = failures + 1 WHERE id = ?", id);
        handle.execute(
                "UPDATE device_credential SET ended = 'guessed at', secret = NULL"
                        + " WHERE id = ? AND failures >= ? AND ended IS NULL",
                id,
                most);
    }

    /** Forgets what ended and is of no use any more for saying why. */
    void tidy(Handle handle, String device, Instant now) {
        handle.execute(
                "DELETE FROM device_credential WHERE device = ? AND ended IS NOT NULL"
                        + " AND (kind <> 'CERTIFICATE' OR until < ?)",
                device,
                now.toEpochMilli());
    }

    void seen(Handle handle, String device, Instant at) {
        handle.execute(
                "INSERT INTO device_seen (device, seen) VALUES (?, ?)"
                        + " ON CONFLICT (device) DO UPDATE SET seen = excluded.seen",
                device,
                at.toEpochMilli());
    }

    Map<String, Instant> seen(Handle handle) {
        Map<String, Instant> seen = new HashMap<>();
        handle.select("SELECT device, seen FROM device_seen")
                .map((row, context) -> Map.entry(row.getString(1), Instant.ofEpochMilli(row.getLong(2))))
                .forEach(entry -> seen.put(entry.getKey(), entry.getValue()));
        return seen;
    }

    private static byte[] purpose(String device, Proof kind) {
        return ("fogward device|" + kind + "|" + device).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] fingerprint(X509Certificate certificate) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("a certificate cannot be digested", e);
        }
    }
}
