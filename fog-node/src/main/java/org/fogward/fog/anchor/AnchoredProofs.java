package org.fogward.fog.anchor;

import java.util.List;
import org.fogward.fog.round.RoundPlace;
import org.fogward.fog.round.RoundStore;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;

/** Proofs built from the rounds in the database when they are asked for. */
public final class AnchoredProofs implements ProofSource {

    private final FederationId federation;
    private final RoundStore store;

    /** Proofs of one federation's rounds. */
    public AnchoredProofs(FederationId federation, RoundStore store) {
        this.federation = federation;
        this.store = store;
    }

    @Override
    public List<UpdateProof> proofs(long round, GatewayId gateway) {
        return store.place(round)
                .map(place ->
                        proofs(place, new RoundTree(federation, store.updates().of(round)), gateway))
                .orElse(List.of());
    }

    private static List<UpdateProof> proofs(RoundPlace place, RoundTree tree, GatewayId gateway) {
        return tree.leavesOf(gateway)
                .mapToObj(index -> new UpdateProof(
                        tree.leaf(index), tree.inclusion(index), tree.root(), place.ledgerTransaction(), place.block()))
                .toList();
    }
}
