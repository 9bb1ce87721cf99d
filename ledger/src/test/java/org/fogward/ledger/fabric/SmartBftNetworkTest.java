package org.fogward.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fogward.ledger.Anchors.anchor;

import org.fogward.ledger.contract.AnchorJson;
import org.fogward.ledger.fabric.FabricNetwork.Ordering;
import org.hyperledger.fabric.client.SubmitException;
import org.junit.jupiter.api.Test;

@NeedsFabric
class SmartBftNetworkTest extends FabricNetworkConformance {
    SmartBftNetworkTest() {
        super(Ordering.BFT);
    }

    @Test
    void four_orderers_do_without_one_but_not_without_two() throws Exception {
        try (TestGateway north = gateway("NorthMSP")) {
            network().kill("orderer1");
            String json = AnchorJson.write(anchor("three", "fog-1", 1));
            assertThat(eventually(() -> north.submit("anchorRound", json))).contains("\"round\":1");
            network().kill("orderer2");
            assertThatThrownBy(() -> north.submit("anchorRound", AnchorJson.write(anchor("two", "fog-1", 1))))
                    .isInstanceOf(SubmitException.class);
            network().start("orderer1");
            network().start("orderer2");
            String again = AnchorJson.write(anchor("four", "fog-1", 1));
            assertThat(eventually(() -> north.submit("anchorRound", again))).contains("\"round\":1");
        }
    }
}
