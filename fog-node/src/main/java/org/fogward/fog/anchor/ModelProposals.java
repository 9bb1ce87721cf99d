package org.fogward.fog.anchor;

import java.util.Optional;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.round.RoundResult;
import org.fogward.fog.round.RoundStore;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.release.ModelProposal;
import org.fogward.ledger.release.ModelReleases;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.Signer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proposes the model of the plan's last round to the organisations, once that round is anchored. Proposing it again changes nothing. For one
 * thread.
 */
public final class ModelProposals {

    private static final Logger LOG = LoggerFactory.getLogger(ModelProposals.class);

    private final FederationId federation;
    private final Plan plan;
    private final RoundStore store;
    private final LedgerMembers members;
    private boolean proposed;

    /** Proposals of one federation. */
    public ModelProposals(FederationId federation, Plan plan, RoundStore store, LedgerMembers members) {
        this.federation = federation;
        this.plan = plan;
        this.store = store;
        this.members = members;
    }

    /** Whether the last round is anchored and its model not known to be proposed. */
    boolean due() {
        return !proposed && store.place(plan.rounds().count()).isPresent();
    }

    /**
     * Proposes the model if it is due.
     *
     * @throws LedgerException if the ledger does not take it
     */
    void propose() throws LedgerException {
        if (!due()) {
            return;
        }
        long last = plan.rounds().count();
        String model =
                store.result(last).map(RoundResult::newModel).orElseThrow().hex();
        ModelReleases releases = new ModelReleases(members.fogNode());
        // The same model may have come out of another round, perhaps of another plan: then it is proposed already.
        if (releases.proposal(federation.value(), model).isEmpty()) {
            releases.propose(new ModelProposal(federation.value(), model, last, Optional.of(Signer.FOG)));
            LOG.info("the model of round {} is proposed to the federation's organisations", last);
        }
        proposed = true;
    }
}
