package org.fogward.fog.anchor;

import java.util.List;
import org.fogward.protocol.identity.GatewayId;

/** Where the proofs of anchored updates are looked up. Thread-safe. */
public interface ProofSource {

    /**
     * The proofs for what a gateway sent in a round: one for each update accepted or refused, in the tree's order. Empty if the
     * round is not anchored or the gateway sent nothing in it.
     */
    List<UpdateProof> proofs(long round, GatewayId gateway);
}
