package org.fogward.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fogward.ledger.Anchors.anchor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fogward.ledger.ConformingFederation.Caller;
import org.fogward.ledger.ContractCall;
import org.fogward.ledger.ContractConformance;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerClientConformance;
import org.fogward.ledger.LedgerEvents;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.LedgerFixture;
import org.fogward.ledger.OpenedFederation;
import org.fogward.ledger.TestLedgers;
import org.fogward.ledger.TransactionPlace;
import org.fogward.ledger.fabric.FabricNetwork.Ordering;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.record.CanonicalJson;
import org.fogward.ledger.verify.ChainVerifier;
import org.fogward.ledger.verify.NetworkChain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a network does, however it orders: all that every ledger does, and what only a network can. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class FabricNetworkConformance {
    private static final List<String> FEDERATIONS = List.of(
            "confidential",
            "contract-south",
            "contract-north",
            "orderer1",
            "peer-south",
            "peer-north",
            "two",
            "three",
            "four");

    private final Ordering ordering;
    private FabricNetwork network;

    FabricNetworkConformance(Ordering ordering) {
        this.ordering = ordering;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        network = FabricNetwork.start(directory, ordering, Duration.ofMillis(50));
        try (LedgerClient admin = FabricLedger.connect(network.profile(), "NorthMSP", NodeRole.ADMIN);
                LedgerClient north = client("NorthMSP")) {
            for (String federation : FEDERATIONS) {
                OpenedFederation.open(federation, admin, north, "NorthMSP");
            }
        }
    }

    /** Whatever has happened on it by then. */
    @AfterAll
    void end_with_a_sound_chain(@TempDir Path directory) throws Exception {
        if (network == null) {
            return;
        }
        try (LedgerClient north = client("NorthMSP")) {
            Path chain = directory.resolve("chain");
            TestLedgers.write(chain, NetworkChain.blocks(north));
            assertThat(ChainVerifier.verify(chain).findings()).isEmpty();
        } finally {
            network.close();
        }
    }

    /** What every ledger does. */
    @Nested
    class Ledger extends LedgerClientConformance {
        @Override
        protected LedgerFixture fixture() {
            return new FabricFixture(network);
        }
    }

    /** What the contract promises on every ledger. */
    @Nested
    class Contract extends ContractConformance {
        private Optional<FabricCallers> callers = Optional.empty();

        @Override
        protected LedgerClient client(Caller caller) {
            return callers.orElseThrow().client(caller);
        }

        @Override
        protected List<String> organisations() {
            try {
                callers = Optional.of(new FabricCallers(network));
                return List.of("NorthMSP", "SouthMSP");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @AfterEach
        void close() {
            callers.ifPresent(FabricCallers::close);
        }
    }

    @Test
    void no_argument_gets_into_a_contracts_log() throws Exception {
        try (LedgerClient north = client("NorthMSP")) {
            north.submit(anchoring("confidential", 1));
            assertThatThrownBy(() -> north.submit(ContractCall.of("anchorRound", "{\"federation\":\"confidential\"}")))
                    .isInstanceOf(LedgerException.class);
        }
        for (String node : new String[] {"contract-north", "contract-south"}) {
            assertThat(network.log(node)).contains("contract: serving").doesNotContain("confidential");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"contract-south", "contract-north", "orderer1", "peer-south", "peer-north"})
    void a_killed_node_is_at_most_unavailable_and_then_all_goes_on_with_what_it_had(String node) throws Exception {
        try (LedgerClient north = client("NorthMSP")) {
            TransactionPlace first = north.submit(anchoring(node, 1)).place().orElseThrow();
            try (LedgerEvents events = north.events(first.block(), first.transactionId())) {
                network.kill(node);
                try {
                    assertThatThrownBy(network::status).hasMessageContaining(node);
                    submitUnlessUnavailable(north, anchoring(node, 2));
                } finally {
                    network.start(node);
                }
                eventually(north, anchoring(node, 2));
                assertThat(events.next().payload()).contains("\"round\":2");
                eventually(north, anchoring(node, 3));
                assertThat(events.next().payload()).contains("\"round\":3");
            }
            assertThat(north.find(first.transactionId())).contains(first);
        }
    }

    final LedgerClient client(String mspId) throws Exception {
        return FabricLedger.connect(network.profile(), mspId, NodeRole.CLIENT);
    }

    final FabricNetwork network() {
        return network;
    }

    static ContractCall anchoring(String federation, long round) {
        return ContractCall.of("anchorRound", CanonicalJson.write(anchor(federation, "fog-1", round)));
    }

    private static void submitUnlessUnavailable(LedgerClient client, ContractCall call) {
        try {
            client.submit(call);
        } catch (LedgerException e) {
            assertThat(e.reason()).as(e.getMessage()).isEqualTo(Reason.UNAVAILABLE);
        }
    }

    /** Calls again until the ledger is there; the test's timeout ends it otherwise. */
    static void eventually(LedgerClient client, ContractCall call) throws Exception {
        while (true) {
            try {
                client.submit(call);
                return;
            } catch (LedgerException e) {
                assertThat(e.reason()).as(e.getMessage()).isEqualTo(Reason.UNAVAILABLE);
                Thread.sleep(200);
            }
        }
    }
}
