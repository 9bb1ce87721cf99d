package org.fogward.fog.follow;

import org.fogward.ledger.release.ModelProposal;
import org.fogward.ledger.release.ModelRelease;
import org.fogward.ledger.release.ModelRollback;
import org.fogward.ledger.release.RollbackVote;
import org.jdbi.v3.core.Handle;

/** Writes what organisations decide about models. The event of a decision stands for the last approval or vote, too. */
final class ModelWriter {

    private final Handle db;
    private final TakenChange taken;

    ModelWriter(Handle db, TakenChange taken) {
        this.db = db;
        this.taken = taken;
    }

    void proposed(ModelProposal proposal) {
        db.execute(
                "INSERT INTO ledger_proposal VALUES (?, ?, ?, ?, ?, ?)",
                proposal.model(),
                proposal.round(),
                proposal.fogNode().orElse(null),
                taken.by(),
                taken.after().block(),
                taken.at());
    }

    void approved(String model, String organisation) {
        db.execute(
                "INSERT INTO ledger_approval VALUES (?, ?, ?, ?)",
                model,
                organisation,
                taken.after().block(),
                taken.at());
    }

    void released(ModelRelease release) {
        approved(release.model(), taken.by());
        db.execute(
                "INSERT INTO ledger_release VALUES (?, ?, ?, ?, ?)",
                release.model(),
                release.round(),
                taken.after().transaction(),
                taken.after().block(),
                taken.at());
    }

    void voted(RollbackVote vote, String organisation) {
        db.execute(
                "INSERT INTO ledger_rollback_vote VALUES (?, ?, ?, ?, ?, ?, ?)",
                vote.from(),
                vote.to(),
                organisation,
                vote.reason(),
                vote.note(),
                taken.after().block(),
                taken.at());
    }

    void rolledBack(ModelRollback rollback) {
        taken.vote().ifPresent(vote -> voted(vote.record(), vote.by()));
        db.execute(
                "INSERT INTO ledger_rollback VALUES (?, ?, ?, ?, ?, ?, ?)",
                rollback.from(),
                rollback.fromRound(),
                rollback.to(),
                rollback.toRound(),
                taken.after().transaction(),
                taken.after().block(),
                taken.at());
    }
}
