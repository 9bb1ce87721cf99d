package org.fogward.fog.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.anchor.RoundMetrics;
import org.fogward.fog.anchor.RoundTree;
import org.fogward.fog.audit.History.PastRound;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.round.GlobalModel;
import org.fogward.fog.round.ModelStep;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.fog.round.StepState;
import org.fogward.ledger.RoundAnchor;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.FederationId;

/** Recomputes one round and compares it with what is anchored. */
final class RoundCheck {

    private final FederationId federation;
    private final Plan plan;
    private final ModelStep step;
    private final UpdateCheck updateCheck;
    private final List<String> findings;

    RoundCheck(FederationId federation, Plan plan, ModelStep step, UpdateCheck updateCheck, List<String> findings) {
        this.federation = federation;
        this.plan = plan;
        this.step = step;
        this.updateCheck = updateCheck;
        this.findings = findings;
    }

    /**
     * What the round made; empty if it cannot be made again, or was not made from its updates.
     *
     * @param base the model before
     */
    Optional<ModelStep.Step> check(PastRound round, RoundAnchor anchor, GlobalModel base, StepState before) {
        compare(round, "plan", anchor.planDigest(), plan.digest().hex());
        compare(round, "rule", anchor.rule(), plan.ruleName(round.number()));
        compare(round, "old model", anchor.oldModelDigest(), base.digest().hex());
        List<RoundUpdate> accepted =
                round.updates().stream().filter(RoundUpdate::accepted).toList();
        compare(round, "number of accepted updates", anchor.accepted(), accepted.size());
        compare(
                round,
                "number of refused updates",
                anchor.refused(),
                round.updates().size() - accepted.size());
        compare(
                round,
                "Merkle root",
                anchor.merkleRoot(),
                new RoundTree(federation, round.updates()).root().hex());
        boolean sound = oneForEachGateway(round, accepted);
        List<RoundUpdate> measured = new ArrayList<>(
                round.updates().stream().filter(update -> !update.accepted()).toList());
        for (RoundUpdate update : accepted) {
            UpdateCheck.Finding found = updateCheck.check(update, round.number(), base);
            found.problem()
                    .ifPresent(text ->
                            findings.add("round " + round.number() + ", update of " + update.gateway() + ": " + text));
            sound &= found.problem().isEmpty();
            measured.add(update.withTrainLoss(found.trainLoss()));
        }
        RoundMetrics metrics = RoundMetrics.of(round.number(), measured);
        compare(round, "number of refusals for each reason", anchor.refusals(), metrics.refusals());
        if (sound) {
            compare(
                    round,
                    "metrics digest",
                    anchor.metricsDigest(),
                    metrics.digest().hex());
        }
        return sound && !accepted.isEmpty() ? recombine(round, anchor, accepted, base, before) : Optional.empty();
    }

    private Optional<ModelStep.Step> recombine(
            PastRound round, RoundAnchor anchor, List<RoundUpdate> accepted, GlobalModel base, StepState before) {
        try {
            ModelStep.Step next = step.take(round.number(), base, before, accepted);
            String made = Digest.of(next.modelFile()).hex();
            compare(round, "new model", anchor.newModelDigest(), made);
            return anchor.newModelDigest().equals(made) ? Optional.of(next) : Optional.empty();
        } catch (IOException e) {
            findings.add("round " + round.number() + " cannot be recomputed: " + e.getMessage());
            return Optional.empty();
        }
    }

    private boolean oneForEachGateway(PastRound round, List<RoundUpdate> accepted) {
        long gateways = accepted.stream().map(RoundUpdate::gateway).distinct().count();
        if (gateways < accepted.size()) {
            findings.add("round " + round.number() + ": a gateway was counted more than once");
        }
        return gateways == accepted.size();
    }

    private void compare(PastRound round, String what, Object anchored, Object found) {
        if (!anchored.equals(found)) {
            findings.add("round " + round.number() + ": the " + what + " on the ledger is " + anchored
                    + ", but the stored updates give " + found);
        }
    }
}
