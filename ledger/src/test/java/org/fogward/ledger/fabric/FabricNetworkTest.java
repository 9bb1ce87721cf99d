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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FabricNetworkTest {
    private static final Duration BATCH_TIMEOUT = Duration.ofMillis(50);

    @TempDir
    Path directory;

    @BeforeAll
    static void needs_the_programs() throws Exception {
        FabricNetwork.assumeInstalled();
    }

    @ParameterizedTest
    @EnumSource(Ordering.class)
    void what_one_organisation_anchors_the_other_reads(Ordering ordering) throws Exception {
        try (FabricNetwork network = FabricNetwork.start(directory, ordering, BATCH_TIMEOUT);
                TestGateway north = new TestGateway(network.profile(), "NorthMSP");
                TestGateway south = new TestGateway(network.profile(), "SouthMSP")) {
            String stored = north.submit("anchorRound", AnchorJson.write(anchor("clinics", "fog-1", 1)));
            assertThat(StoredRound.fromJson(stored).anchor()).isEqualTo(anchor("clinics", "fog-1", 1));
            assertThat(eventually(() -> south.evaluate("rounds", "clinics"), "[" + stored + "]"))
                    .isEqualTo("[" + stored + "]");
            assertThat(south.submit("anchorRound", AnchorJson.write(anchor("clinics", "fog-1", 1))))
                    .isEqualTo(stored);
            assertThatThrownBy(() -> south.submit("anchorRound", AnchorJson.write(anchor("clinics", "fog-1", 1, 5))))
                    .isInstanceOfSatisfying(EndorseException.class, refused -> assertThat(refused.getDetails().stream()
                                    .map(detail -> detail.getMessage())
                                    .collect(Collectors.joining()))
                            .contains("CONFLICT: round 1 of clinics/fog-1"));
        }
    }

    @ParameterizedTest
    @EnumSource(Ordering.class)
    void takes_up_work_again_after_each_kind_of_node_was_killed(Ordering ordering) throws Exception {
        try (FabricNetwork network = FabricNetwork.start(directory, ordering, BATCH_TIMEOUT);
                TestGateway north = new TestGateway(network.profile(), "NorthMSP")) {
            int round = 0;
            for (String node : new String[] {"contract-south", "orderer1", "peer-south"}) {
                String before = north.submit("anchorRound", AnchorJson.write(anchor("clinics", "fog-1", ++round)));
                network.kill(node);
                assertThatThrownBy(network::status).hasMessageContaining(node);
                network.start(node);
                String json = AnchorJson.write(anchor("clinics", "fog-1", ++round));
                String after = eventually(() -> north.submit("anchorRound", json));
                assertThat(north.evaluate("rounds", "clinics")).contains(before, after);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "BFT")
    void four_orderers_go_on_without_one_of_them(Ordering ordering) throws Exception {
        try (FabricNetwork network = FabricNetwork.start(directory, ordering, BATCH_TIMEOUT);
                TestGateway north = new TestGateway(network.profile(), "NorthMSP")) {
            network.kill("orderer1");
            String json = AnchorJson.write(anchor("clinics", "fog-1", 1));
            assertThat(eventually(() -> north.submit("anchorRound", json))).contains("\"round\":1");
        }
    }

    /** Calls again until there is an answer; the test's timeout ends it otherwise. */
    private static String eventually(Callable<String> call) throws InterruptedException {
        while (true) {
            try {
                return call.call();
            } catch (Exception e) {
                Thread.sleep(200);
            }
        }
    }

    private static String eventually(Callable<String> call, String wanted) throws Exception {
        String answer = call.call();
        for (int tries = 0; tries < 100 && !answer.equals(wanted); tries++) {
            Thread.sleep(50);
            answer = call.call();
        }
        return answer;
    }
}
