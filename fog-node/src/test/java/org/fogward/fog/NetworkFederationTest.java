package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.net.ssl.SSLContext;
import org.fogward.fog.audit.AuditReport;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.config.LedgerConfig;
import org.fogward.fog.gate.SignedIn;
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.ledger.AnchoredRound;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.block.BlockReader;
import org.fogward.ledger.fabric.FabricLedger;
import org.fogward.ledger.fabric.FabricNetwork;
import org.fogward.ledger.fabric.FabricNetwork.Ordering;
import org.fogward.ledger.fabric.NeedsFabric;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.record.PageRequest;
import org.fogward.ledger.record.Stored;
import org.fogward.ledger.round.Rounds;
import org.fogward.models.network.NetworkPool;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.v1.Anchored;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** A fog node and its gateways, with the record on real peers and a real orderer. */
@NeedsFabric
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class NetworkFederationTest {

    private final NetworkPool networks = new NetworkPool(1);
    private FabricNetwork network;
    private Path profile;

    @TempDir
    Path directory;

    @BeforeAll
    void start_the_network(@TempDir Path place) throws Exception {
        network = FabricNetwork.start(place, Ordering.RAFT, Duration.ofMillis(50));
        profile = place.resolve("connection.json");
    }

    @AfterAll
    void stop_the_network() throws Exception {
        network.close();
        networks.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orderer1", "contract-north", "contract-south", "peer-north", "peer-south"})
    void rounds_go_on_while_a_node_is_dead_and_are_all_anchored_once_afterwards(String node) throws Exception {
        FederationId federation = new FederationId("without-" + node);
        List<Anchored> proofs = new ArrayList<>();
        try (TestGateway first = new TestGateway(federation, "first");
                TestGateway second = new TestGateway(federation, "second")) {
            FogConfig config = config(4, first, second);
            try (FogNode fog = new FogNode(config, networks)) {
                fog.start();
                connect(fog, first, second);
                proofs.add(proof(first, round(1, first, second)));
                first.awaitOpen(2);
                network.kill(node);
                List<byte[]> meanwhile = new ArrayList<>();
                try {
                    meanwhile.add(sent(first, second));
                    meanwhile.add(round(3, first, second));
                    awaitHealth(fog, 503);
                } finally {
                    network.start(node);
                }
                for (byte[] update : meanwhile) {
                    proofs.add(proof(first, update));
                }
                awaitHealth(fog, 200);
            }
            try (FogNode again = new FogNode(config, networks)) {
                again.start();
                connect(again, first, second);
                proofs.add(proof(first, round(4, first, second)));
                again.awaitFinished().get(60, TimeUnit.SECONDS);
            }
            assertRecorded(config, proofs);
        }
    }

    @Test
    void the_mirror_and_an_organisations_own_peer_verify_to_the_last_bit() throws Exception {
        String said = verify();
        assertThat(said).contains("blocks from the network").contains("first: block 0, ");
    }

    private String verify() throws Exception {
        FederationId federation = new FederationId("verified");
        try (TestGateway first = new TestGateway(federation, "first");
                TestGateway second = new TestGateway(federation, "second")) {
            FogConfig config = config(1, first, second);
            try (FogNode fog = new FogNode(config, networks)) {
                fog.start();
                connect(fog, first, second);
                round(1, first, second);
                fog.awaitFinished().get(60, TimeUnit.SECONDS);
            }
            String state = config.stateDirectory().toString();
            StringWriter said = new StringWriter();
            CommandLine commands =
                    Main.commandLine().setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
            assertThat(commands.execute("ledger", "verify", "--state", state)).isEqualTo(ExitCode.OK);
            assertThat(commands.execute("ledger", "show", "--state", state)).isEqualTo(ExitCode.OK);
            assertThat(commands.execute("ledger", "verify", "--state", state, "--genesis", "0".repeat(64)))
                    .isEqualTo(ExitCode.SOFTWARE);
            assertThat(said.toString()).contains("the channel begins with ");
            assertThat(commands.execute(
                            "ledger",
                            "verify",
                            "--state",
                            state,
                            "--profile",
                            profile.toString(),
                            "--organization",
                            "SouthMSP"))
                    .as(said.toString())
                    .isEqualTo(ExitCode.OK);
            return said.toString();
        }
    }

    @Test
    void a_node_that_starts_without_its_network_begins_the_rounds_and_anchors_them_later() throws Exception {
        FederationId federation = new FederationId("alone");
        try (TestGateway first = new TestGateway(federation, "first");
                TestGateway second = new TestGateway(federation, "second")) {
            FogConfig config = config(1, first, second);
            network.stop("peer-north");
            byte[] update;
            try (FogNode fog = new FogNode(config, networks)) {
                try {
                    fog.start();
                    connect(fog, first, second);
                    update = round(1, first, second);
                    first.awaitFinished();
                    awaitHealth(fog, 503);
                    assertThat(healthToAnOperator(fog)).contains("cannot be reached");
                } finally {
                    network.start("peer-north");
                }
                assertThat(first.awaitAnchored(update).hasAnchored()).isTrue();
                fog.awaitFinished().get(60, TimeUnit.SECONDS);
                awaitHealth(fog, 200);
            }
        }
    }

    @Test
    void histories_do_not_move_between_ledgers() throws Exception {
        FederationId federation = new FederationId("moving");
        try (TestGateway first = new TestGateway(federation, "first");
                TestGateway second = new TestGateway(federation, "second")) {
            FogConfig onNetwork = config(1, first, second);
            new FogNode(onNetwork, networks).close();
            assertThatThrownBy(() -> new FogNode(onNetwork.withLedger(new LedgerConfig.Embedded()), networks))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("belongs to the channel fogward, chaincode federation")
                    .hasMessageContaining("ledger.profile");
            FogConfig embedded =
                    Federations.config(directory.resolve("embedded"), Federations.plan(1, 2), first, second);
            new FogNode(embedded, networks).close();
            assertThatThrownBy(() -> new FogNode(embedded.withLedger(onNetwork.ledger()), networks))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("has an embedded ledger")
                    .hasMessageContaining("leave ledger.profile out");
        }
    }

    private void assertRecorded(FogConfig config, List<Anchored> proofs) throws Exception {
        List<Long> numbers = LongStream.rangeClosed(1, proofs.size()).boxed().toList();
        try (LedgerClient auditor = FabricLedger.connect(profile, "SouthMSP", NodeRole.CLIENT)) {
            Rounds rounds = new Rounds(auditor);
            String federation = config.federation().value();
            var recorded = rounds.rounds(federation, PageRequest.first(100)).items();
            assertThat(recorded).extracting(round -> round.record().round()).isEqualTo(numbers);
            assertThat(recorded).extracting(Stored::by).containsOnly("NorthMSP");
            assertThat(recorded)
                    .extracting(Stored::transaction)
                    .isEqualTo(
                            proofs.stream().map(Anchored::getLedgerTransaction).toList());
            List<Long> blocks = new ArrayList<>();
            for (long number : numbers) {
                AnchoredRound round = rounds.round(federation, "fog", number).orElseThrow();
                blocks.add(round.receipt().block());
                Anchored proof = proofs.get((int) number - 1);
                assertThat(proof.getBlock()).isEqualTo(round.receipt().block());
                assertThat(hex(proof.getHeadHash())).isEqualTo(round.receipt().headHash());
            }
            assertThat(blocks).isSorted().doesNotHaveDuplicates();
            assertMirrored(config, auditor, blocks.getLast());
        }
        AuditReport report = new StateLayout(config.stateDirectory()).audit().run();
        assertThat(report.findings()).isEmpty();
        assertThat(report.recomputed()).isEqualTo(proofs.size());
    }

    private static void assertMirrored(FogConfig config, LedgerClient auditor, long upTo) throws Exception {
        Path mirror = new StateLayout(config.stateDirectory()).ledger().resolve("blocks");
        long number = 0;
        try (BlockReader blocks = new BlockReader(mirror)) {
            for (var block = blocks.next(); block.isPresent(); block = blocks.next()) {
                assertThat(block.get())
                        .as("block %d", number)
                        .isEqualTo(auditor.block(number).orElseThrow());
                number++;
            }
        }
        assertThat(number).isGreaterThan(upTo);
    }

    private FogConfig config(long rounds, TestGateway... gateways) {
        return Federations.config(directory.resolve("state"), Federations.plan(rounds, 2), gateways)
                .withLedger(new LedgerConfig.Network(profile, "NorthMSP", List.of("NorthMSP", "SouthMSP"), 2));
    }

    private static byte[] round(long number, TestGateway first, TestGateway second) {
        first.awaitOpen(number);
        return sent(first, second);
    }

    /** Both gateways' updates for the round that the first one saw last. */
    private static byte[] sent(TestGateway first, TestGateway second) {
        RoundAnnouncement open = first.newest();
        byte[] update = first.sendUpdate(open, 0.25f, 10);
        second.sendUpdate(open, -0.125f, 20);
        return update;
    }

    private static Anchored proof(TestGateway gateway, byte[] update) {
        return gateway.awaitAnchored(update).getAnchored();
    }

    private static void connect(FogNode fog, TestGateway... gateways) throws Exception {
        for (TestGateway gateway : gateways) {
            gateway.close();
            gateway.connect(fog);
        }
    }

    private static SSLContext tls(FogNode fog) throws IOException {
        return ServerIdentity.open(fog.authorityFile().getParent(), List.of(), Clock.systemUTC())
                .clientContext();
    }

    private static HttpResponse<String> health(FogNode fog) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls(fog)).build()) {
            URI health = fog.httpsUri().resolve("/health");
            return client.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String healthToAnOperator(FogNode fog) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls(fog)).build()) {
            SignedIn operator = SignedIn.first(client, fog.firstAccountUri().orElseThrow());
            HttpRequest health = HttpRequest.newBuilder(fog.httpsUri().resolve("/health"))
                    .headers(operator.headers())
                    .build();
            return client.send(health, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static void awaitHealth(FogNode fog, int status) throws Exception {
        for (HttpResponse<String> answer = health(fog); answer.statusCode() != status; answer = health(fog)) {
            Thread.sleep(200);
        }
    }

    private static String hex(ByteString digest) {
        return Digest.ofBytes(digest.toByteArray()).hex();
    }
}
