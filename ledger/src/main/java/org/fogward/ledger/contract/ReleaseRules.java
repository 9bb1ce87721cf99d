package org.fogward.ledger.contract;

import java.util.List;
import java.util.Optional;
import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.record.ChangeKind;
import org.fogward.ledger.record.RecordKind;
import org.fogward.ledger.release.ModelApproval;
import org.fogward.ledger.release.ModelProposal;
import org.fogward.ledger.release.ModelRelease;
import org.fogward.ledger.round.RoundClosing;

/**
 * Takes proposals and approvals of models. Each organisation's approval has a key of its own. An approval reads those of the
 * others, so that of two at the same time one is run again and sees the other, and the last one needed writes the release.
 */
final class ReleaseRules {
    String propose(Call call, ModelProposal proposal) {
        call.admit(proposal.federation(), Role.CLIENT);
        Object[] key = {proposal.federation(), proposal.model()};
        Optional<String> standing = call.standing(
                "the proposal of " + model(proposal.model()),
                proposal,
                ModelProposal.class,
                RecordKind.MODEL_PROPOSAL,
                key);
        if (standing.isPresent()) {
            return standing.get();
        }
        if (!madeBy(call, proposal).equals(proposal.model())) {
            throw Refusal.conflict("round " + proposal.round() + " made another model than " + proposal.model());
        }
        String stored = call.put(proposal, RecordKind.MODEL_PROPOSAL, key);
        call.tell(ChangeKind.MODEL_PROPOSED, stored);
        return stored;
    }

    String approve(Call call, ModelApproval approval) {
        Federation federation = call.admit(approval.federation(), Role.ADMIN);
        ModelProposal proposal = call.require(
                        "the proposal of " + model(approval.model()),
                        ModelProposal.class,
                        RecordKind.MODEL_PROPOSAL,
                        approval.federation(),
                        approval.model())
                .record();
        Object[] key = {approval.federation(), approval.model(), call.organisation()};
        Optional<String> standing =
                call.standing("the approval", approval, ModelApproval.class, RecordKind.MODEL_APPROVAL, key);
        if (standing.isPresent()) {
            return standing.get();
        }
        String stored = call.put(approval, RecordKind.MODEL_APPROVAL, key);
        call.tell(ChangeKind.MODEL_APPROVED, stored);
        List<String> approving = federation.organisations().stream()
                .filter(organisation ->
                        organisation.equals(call.organisation()) || hasApproved(call, approval, organisation))
                .toList();
        Object[] releaseKey = {approval.federation(), proposal.round(), approval.model()};
        if (approving.size() >= federation.approvals()
                && call.find(ModelRelease.class, RecordKind.MODEL_RELEASE, releaseKey)
                        .isEmpty()) {
            ModelRelease release =
                    new ModelRelease(approval.federation(), approval.model(), proposal.round(), approving);
            call.tell(ChangeKind.MODEL_RELEASED, call.put(release, RecordKind.MODEL_RELEASE, releaseKey));
        }
        return stored;
    }

    private static boolean hasApproved(Call call, ModelApproval approval, String organisation) {
        return call.find(
                        ModelApproval.class,
                        RecordKind.MODEL_APPROVAL,
                        approval.federation(),
                        approval.model(),
                        organisation)
                .isPresent();
    }

    private static String madeBy(Call call, ModelProposal proposal) {
        String federation = proposal.federation();
        long round = proposal.round();
        if (proposal.fogNode().isPresent()) {
            String fogNode = proposal.fogNode().get();
            return call.require(
                            "round " + round + " of " + federation + "/" + fogNode,
                            RoundAnchor.class,
                            RecordKind.ROUND,
                            federation,
                            fogNode,
                            round)
                    .record()
                    .newModelDigest();
        }
        return call.require(
                        "the closing of round " + round,
                        RoundClosing.class,
                        RecordKind.ROUND_CLOSING,
                        federation,
                        round)
                .record()
                .newModelDigest();
    }

    static String model(String digest) {
        return "the model " + digest;
    }
}
