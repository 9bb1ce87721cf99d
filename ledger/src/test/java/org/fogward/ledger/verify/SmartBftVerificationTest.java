package org.fogward.ledger.verify;

import org.fogward.ledger.fabric.FabricNetwork.Ordering;
import org.fogward.ledger.fabric.NeedsFabric;

@NeedsFabric
class SmartBftVerificationTest extends NetworkVerification {
    SmartBftVerificationTest() {
        super(Ordering.BFT, 3);
    }
}
