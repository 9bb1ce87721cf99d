package org.fogward.ledger.fabric;

import org.fogward.ledger.fabric.FabricNetwork.Ordering;

class RaftNetworkTest extends FabricNetworkConformance {
    RaftNetworkTest() {
        super(Ordering.RAFT);
    }
}
