package org.fogward.ledger.verify;

import org.fogward.ledger.fabric.FabricNetwork.Ordering;
import org.fogward.ledger.fabric.NeedsFabric;

@NeedsFabric
class RaftVerificationTest extends NetworkVerification {
    RaftVerificationTest() {
        super(Ordering.RAFT, 1);
    }
}
