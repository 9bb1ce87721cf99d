package org.fogward.fog.follow;

import org.fogward.ledger.change.LedgerChange;
import org.fogward.ledger.change.LedgerChange.AccessLogged;
import org.fogward.ledger.change.LedgerChange.CertificateAdded;
import org.fogward.ledger.change.LedgerChange.CertificateWithdrawn;
import org.fogward.ledger.change.LedgerChange.FederationOpened;
import org.fogward.ledger.change.LedgerChange.FogNodeRegistered;
import org.fogward.ledger.change.LedgerChange.GatewayRegistered;
import org.fogward.ledger.change.LedgerChange.GatewayRestored;
import org.fogward.ledger.change.LedgerChange.GatewaySuspended;
import org.fogward.ledger.change.LedgerChange.ModelApproved;
import org.fogward.ledger.change.LedgerChange.ModelProposed;
import org.fogward.ledger.change.LedgerChange.ModelReleased;
import org.fogward.ledger.change.LedgerChange.ModelRolledBack;
import org.fogward.ledger.change.LedgerChange.PrivacySpent;
import org.fogward.ledger.change.LedgerChange.RollbackVoted;
import org.fogward.ledger.change.LedgerChange.RoundAnchored;
import org.fogward.ledger.change.LedgerChange.RoundClosed;
import org.fogward.ledger.change.LedgerChange.TaskReleased;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.Task;
import org.fogward.ledger.round.RoundClosing;
import org.jdbi.v3.core.Handle;

/** Writes what one change of this federation says into the tables, within a transaction of the caller's. */
final class ChangeWriter {

    private final Handle db;
    private final TakenChange taken;

    ChangeWriter(Handle db, TakenChange taken) {
        this.db = db;
        this.taken = taken;
    }

    void write() {
        taken.change().ifPresent(this::write);
    }

    private void write(LedgerChange.Known change) {
        ParticipantWriter participants = new ParticipantWriter(db, taken);
        ModelWriter models = new ModelWriter(db, taken);
        switch (change) {
            case FederationOpened it -> opened(it.stored().record());
            case FogNodeRegistered it ->
                row("ledger_fog_node", it.stored().record().fogNode(), taken.by(), block(), taken.at());
            case TaskReleased it -> released(it.stored().record());
            case GatewayRegistered it -> participants.registered(it.stored().record());
            case GatewaySuspended it -> participants.changed(it.stored().record());
            case GatewayRestored it -> participants.changed(it.stored().record());
            case CertificateAdded it -> participants.added(it.stored().record());
            case CertificateWithdrawn it -> participants.withdrawn(it.stored().record());
            case RoundAnchored it ->
                row(
                        "ledger_round",
                        it.stored().record().fogNode(),
                        it.stored().record().round(),
                        it.stored().record().newModelDigest(),
                        taken.after().transaction(),
                        block(),
                        taken.after().headHash(),
                        taken.at());
            case RoundClosed it -> closed(it.stored().record());
            case ModelProposed it -> models.proposed(it.stored().record());
            case ModelApproved it -> models.approved(it.stored().record().model(), taken.by());
            case ModelReleased it -> models.released(it.stored().record());
            case RollbackVoted it -> models.voted(it.stored().record(), taken.by());
            case ModelRolledBack it -> models.rolledBack(it.stored().record());
            case PrivacySpent _, AccessLogged _ -> {
                // The list of changes tells of them.
            }
        }
    }

    private void opened(Federation federation) {
        federation.organisations().forEach(each -> row("ledger_organisation", each, federation.approvals()));
    }

    private void released(Task task) {
        row("ledger_plan", task.planDigest(), task.fromRound(), taken.by(), block(), taken.at());
    }

    private void closed(RoundClosing closing) {
        row(
                "ledger_closing",
                closing.round(),
                closing.newModelDigest(),
                taken.after().transaction(),
                block(),
                taken.at());
    }

    private long block() {
        return taken.after().block();
    }

    private void row(String table, Object... values) {
        db.execute("INSERT INTO " + table + " VALUES (?" + ", ?".repeat(values.length - 1) + ")", values);
    }
}
