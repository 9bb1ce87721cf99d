package org.fogward.fog.anchor;

import org.fogward.fog.plan.Plan;
import org.fogward.fog.round.Round;
import org.fogward.fog.round.RoundResult;
import org.fogward.fog.round.RoundStore;
import org.fogward.fog.round.RoundTally;
import org.fogward.ledger.RoundAnchor;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.Signer;

/** What is to be anchored of combined rounds: the same at every time it is asked for. Thread-safe. */
public final class RoundAnchors {

    private final FederationId federation;
    private final Plan plan;
    private final RoundStore store;

    /** Anchors of one federation's rounds. */
    public RoundAnchors(FederationId federation, Plan plan, RoundStore store) {
        this.federation = federation;
        this.plan = plan;
        this.store = store;
    }

    /** One combined round's anchor. */
    RoundAnchor of(long number) {
        Round round = store.round(number).orElseThrow();
        RoundResult result = store.result(number).orElseThrow();
        RoundTally tally = store.updates().tally(number);
        RoundMetrics metrics = RoundMetrics.of(number, store.updates().of(number));
        return new RoundAnchor(
                federation.value(),
                Signer.FOG,
                number,
                plan.digest().hex(),
                plan.ruleName(number),
                round.baseModel().hex(),
                result.newModel().hex(),
                result.merkleRoot().hex(),
                metrics.digest().hex(),
                tally.accepted(),
                tally.refused(),
                metrics.refusals());
    }
}
