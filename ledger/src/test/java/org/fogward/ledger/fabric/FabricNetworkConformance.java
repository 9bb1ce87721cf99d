package org.fogward.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fogward.ledger.Anchors.anchor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.fogward.ledger.contract.AnchorJson;
import org.fogward.ledger.contract.StoredRound;
import org.fogward.ledger.fabric.FabricNetwork.Ordering;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract does in a network, however it orders. Each test has a federation of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class FabricNetworkConformance {
    private final Ordering ordering;
    private FabricNetwork network;

    FabricNetworkConformance(Ordering ordering) {
        this.ordering = ordering;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        network = FabricNetwork.start(directory, ordering, Duration.ofMillis(50));
    }

    @AfterAll
    void end() throws Exception {
        if (network != null) {
            network.close();
        }
    }

    @Test
    void what_one_organisation_anchors_the_other_reads() throws Exception {
        try (TestGateway north = gateway("NorthMSP");
                TestGateway south = gateway("SouthMSP")) {
            String stored = north.submit("anchorRound", AnchorJson.write(anchor("both", "fog-1", 1)));
            assertThat(StoredRound.fromJson(stored).anchor()).isEqualTo(anchor("both", "fog-1", 1));
            assertThat(eventually(() -> nonEmpty(south.evaluate("round", "both", "fog-1", "1"))))
                    .isEqualTo(stored);
        }
    }

    @Test
    void a_round_is_anchored_once_and_other_content_is_refused_by_its_code() throws Exception {
        try (TestGateway north = gateway("NorthMSP")) {
            String stored = north.submit("anchorRound", AnchorJson.write(anchor("once", "fog-1", 1)));
            assertThat(north.submit("anchorRound", AnchorJson.write(anchor("once", "fog-1", 1))))
                    .isEqualTo(stored);
            assertThatThrownBy(() -> north.submit("anchorRound", AnchorJson.write(anchor("once", "fog-1", 1, 5))))
                    .isInstanceOfSatisfying(EndorseException.class, refused -> assertThat(messages(refused))
                            .contains("CONFLICT: round 1 of once/fog-1 is anchored already"));
            assertThatThrownBy(() -> north.submit("transfer", "all"))
                    .isInstanceOfSatisfying(EndorseException.class, refused -> assertThat(messages(refused))
                            .contains("INVALID: the contract has no function transfer"));
        }
    }

    @Test
    void no_argument_gets_into_a_contracts_log() throws Exception {
        try (TestGateway north = gateway("NorthMSP")) {
            north.submit("anchorRound", AnchorJson.write(anchor("confidential", "fog-1", 1)));
            assertThatThrownBy(() -> north.submit("anchorRound", "{\"federation\":\"confidential\"}"))
                    .isInstanceOf(EndorseException.class);
        }
        for (String node : new String[] {"contract-north", "contract-south"}) {
            assertThat(network.log(node)).contains("contract: serving").doesNotContain("confidential");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"contract-south", "orderer1", "peer-south"})
    void goes_on_with_what_it_had_when_a_killed_node_is_started_again(String node) throws Exception {
        try (TestGateway north = gateway("NorthMSP")) {
            String before = north.submit("anchorRound", AnchorJson.write(anchor(node, "fog-1", 1)));
            network.kill(node);
            assertThatThrownBy(network::status).hasMessageContaining(node);
            network.start(node);
            String json = AnchorJson.write(anchor(node, "fog-1", 2));
            String after = eventually(() -> north.submit("anchorRound", json));
            assertThat(north.evaluate("rounds", node)).isEqualTo("[" + before + "," + after + "]");
        }
    }

    final TestGateway gateway(String mspId) throws Exception {
        return new TestGateway(network.profile(), mspId);
    }

    final FabricNetwork network() {
        return network;
    }

    /** Calls again until there is an answer; the test's timeout ends it otherwise. */
    static String eventually(Callable<String> call) throws InterruptedException {
        while (true) {
            try {
                return call.call();
            } catch (Exception e) {
                Thread.sleep(200);
            }
        }
    }

    private static String nonEmpty(String answer) {
        if (answer.isEmpty()) {
            throw new IllegalStateException("no answer yet");
        }
        return answer;
    }

    private static String messages(EndorseException refused) {
        return refused.getDetails().stream().map(ErrorDetail::getMessage).collect(Collectors.joining("\n"));
    }
}
