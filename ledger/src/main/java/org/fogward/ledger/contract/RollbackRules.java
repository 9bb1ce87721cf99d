package org.fogward.ledger.contract;

import java.util.List;
import java.util.Optional;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.record.ChangeKind;
import org.fogward.ledger.record.RecordKind;
import org.fogward.ledger.release.ModelProposal;
import org.fogward.ledger.release.ModelRelease;
import org.fogward.ledger.release.ModelRollback;
import org.fogward.ledger.release.RollbackVote;

/** Takes votes for a way back to an earlier model; as many organisations as release a model decide it. */
final class RollbackRules {
    String vote(Call call, RollbackVote vote) {
        Federation federation = call.admit(vote.federation(), Role.ADMIN);
        Object[] key = {vote.federation(), vote.from(), vote.to(), call.organisation()};
        Optional<String> standing = call.standing("the vote", vote, RollbackVote.class, RecordKind.ROLLBACK_VOTE, key);
        if (standing.isPresent()) {
            return standing.get();
        }
        ModelRelease from = released(call, vote.federation(), vote.from());
        ModelRelease to = released(call, vote.federation(), vote.to());
        if (to.round() >= from.round()) {
            throw Refusal.invalid("to must be the model of an earlier round than " + from.round());
        }
        requireInUse(call, from);
        requireInUse(call, to);
        String stored = call.put(vote, RecordKind.ROLLBACK_VOTE, key);
        call.tell(ChangeKind.ROLLBACK_VOTED, stored);
        List<String> voting = federation.organisations().stream()
                .filter(organisation -> organisation.equals(call.organisation()) || hasVoted(call, vote, organisation))
                .toList();
        if (voting.size() >= federation.approvals()) {
            ModelRollback rollback =
                    new ModelRollback(vote.federation(), from.model(), from.round(), to.model(), to.round(), voting);
            call.tell(
                    ChangeKind.MODEL_ROLLED_BACK,
                    call.put(rollback, RecordKind.MODEL_ROLLBACK, vote.federation(), from.round(), from.model()));
        }
        return stored;
    }

    private static ModelRelease released(Call call, String federation, String model) {
        String what = ReleaseRules.model(model);
        long round = call.require(
                        "the proposal of " + what, ModelProposal.class, RecordKind.MODEL_PROPOSAL, federation, model)
                .record()
                .round();
        return call.require(
                        "the release of " + what,
                        ModelRelease.class,
                        RecordKind.MODEL_RELEASE,
                        federation,
                        round,
                        model)
                .record();
    }

    private static void requireInUse(Call call, ModelRelease release) {
        if (call.find(
                        ModelRollback.class,
                        RecordKind.MODEL_ROLLBACK,
                        release.federation(),
                        release.round(),
                        release.model())
                .isPresent()) {
            throw Refusal.conflict(ReleaseRules.model(release.model()) + " was rolled back already");
        }
    }

    private static boolean hasVoted(Call call, RollbackVote vote, String organisation) {
        return call.find(
                        RollbackVote.class,
                        RecordKind.ROLLBACK_VOTE,
                        vote.federation(),
                        vote.from(),
                        vote.to(),
                        organisation)
                .isPresent();
    }
}
