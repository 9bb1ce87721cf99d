package org.fogward.fog.follow;

import org.fogward.ledger.participant.CertificateWithdrawal;
import org.fogward.ledger.participant.Gateway;
import org.fogward.ledger.participant.GatewayCertificate;
import org.fogward.ledger.participant.GatewayStanding;
import org.jdbi.v3.core.Handle;

/** Writes what becomes of gateways and their keys. */
final class ParticipantWriter {

    private final Handle db;
    private final TakenChange taken;

    ParticipantWriter(Handle db, TakenChange taken) {
        this.db = db;
        this.taken = taken;
    }

    void registered(Gateway gateway) {
        long block = taken.after().block();
        db.execute(
                "INSERT INTO ledger_participant VALUES (?, ?, ?, ?, 0, 'registered', '', ?, ?, ?)",
                gateway.gateway(),
                taken.by(),
                block,
                taken.at(),
                taken.by(),
                block,
                taken.at());
        key(gateway.gateway(), gateway.fingerprint());
    }

    void added(GatewayCertificate certificate) {
        key(certificate.gateway(), certificate.fingerprint());
    }

    void changed(GatewayStanding standing) {
        db.execute(
                "UPDATE ledger_participant SET suspended = ?, reason = ?, note = ?, standing_by = ?, standing_block = ?,"
                        + " standing_at = ? WHERE gateway = ?",
                standing.suspended() ? 1 : 0,
                standing.reason(),
                standing.note(),
                taken.by(),
                taken.after().block(),
                taken.at(),
                standing.gateway());
    }

    void withdrawn(CertificateWithdrawal withdrawal) {
        db.execute(
                "UPDATE ledger_fingerprint SET withdrawn_reason = ?, withdrawn_block = ?, withdrawn_at = ?"
                        + " WHERE fingerprint = ?",
                withdrawal.reason(),
                taken.after().block(),
                taken.at(),
                withdrawal.fingerprint());
    }

    private void key(String gateway, String fingerprint) {
        db.execute(
                "INSERT INTO ledger_fingerprint (fingerprint, gateway, block, at) VALUES (?, ?, ?, ?)",
                fingerprint,
                gateway,
                taken.after().block(),
                taken.at());
    }
}
