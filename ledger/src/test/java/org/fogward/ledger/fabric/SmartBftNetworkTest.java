package org.fogward.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.fabric.FabricNetwork.Ordering;
import org.junit.jupiter.api.Test;

@NeedsFabric
class SmartBftNetworkTest extends FabricNetworkConformance {
    SmartBftNetworkTest() {
        super(Ordering.BFT);
    }

    @Test
    void four_orderers_do_without_one_but_not_without_two() throws Exception {
        try (LedgerClient north = client("NorthMSP")) {
            network().kill("orderer1");
            eventually(north, anchoring("three", 1));
            network().kill("orderer2");
            assertThatThrownBy(() -> north.submit(anchoring("two", 1)))
                    .isInstanceOfSatisfying(
                            LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
            network().start("orderer1");
            network().start("orderer2");
            eventually(north, anchoring("four", 1));
        }
    }
}
