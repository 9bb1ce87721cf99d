package org.fogward.fog.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.fogward.fog.follow.Checkpoint;
import org.fogward.fog.follow.LedgerFollower;
import org.fogward.fog.follow.LedgerSummary;
import org.fogward.fog.follow.LedgerViews;
import org.fogward.fog.round.Database;
import org.fogward.fog.view.ChangeEntry;
import org.fogward.fog.view.LedgerView;
import org.fogward.fog.view.ModelEntry.Standing;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.fabric.FabricLedger;
import org.fogward.ledger.fabric.FabricNetwork;
import org.fogward.ledger.fabric.FabricNetwork.Ordering;
import org.fogward.ledger.fabric.NeedsFabric;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.Federations;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.federation.Task;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.release.ModelProposal;
import org.fogward.ledger.release.ModelReleases;
import org.fogward.ledger.round.Rounds;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.FederationId;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@NeedsFabric
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RaftNetworkTest {
    private static final String WARD = "ward";

    @TempDir
    Path folder;

    @Test
    void two_organisations_release_a_model_and_the_follower_tells_so_after_its_peer_was_away() throws Exception {
        Path place = folder.resolve("network");
        try (FabricNetwork network = FabricNetwork.start(place, Ordering.RAFT, Duration.ofMillis(50));
                LedgerClient client = FabricLedger.connect(network.profile(), "NorthMSP", NodeRole.CLIENT)) {
            found(network, client);
            Jdbi database = Database.open(folder.resolve("own.db"));
            try (LedgerFollower follower =
                    new LedgerFollower(new FederationId(WARD), client, new LedgerViews(database), () -> {})) {
                follower.start();
                LedgerSummary summary = new LedgerSummary(database, follower);
                anchorAndPropose(client, 1);
                until(() -> summary.get().models().size() == 1);

                assertThat(approve(place, "NorthMSP")).contains("approved by 1 of 2 organisations, 2 are needed");
                until(() -> summary.get().models().getFirst().approvedBy().size() == 1);
                assertThat(summary.get().models().getFirst().standing()).isEqualTo(Standing.PROPOSED);

                network.kill("peer-north");
                until(() -> follower.state().trouble().isPresent());
                network.start("peer-north");
                assertThat(approve(place, "SouthMSP")).contains("approved by 2 of 2 organisations", "it is released");
                until(() -> summary.get().models().getFirst().standing() == Standing.CURRENT);
                until(() -> follower.state().trouble().isEmpty());
                LedgerView view = summary.get();
                assertThat(view.changes().stream().map(ChangeEntry::kind))
                        .containsExactly(
                                "model-released",
                                "model-approved",
                                "model-proposed",
                                "round-anchored",
                                "task-released",
                                "fog-node-registered",
                                "federation-opened");

                LedgerViews views = new LedgerViews(database);
                Checkpoint end = views.checkpoint();
                views.drop();
                until(() -> views.checkpoint().equals(end));
                until(() -> follower.state().at().equals(end));
                assertThat(new LedgerSummary(database, follower).get().at(view.position()))
                        .isEqualTo(view);
            }
        }
    }

    private static void found(FabricNetwork network, LedgerClient client) throws Exception {
        try (LedgerClient admin = FabricLedger.connect(network.profile(), "NorthMSP", NodeRole.ADMIN)) {
            Federations federations = new Federations(admin);
            federations.open(new Federation(WARD, List.of("NorthMSP", "SouthMSP"), 2));
            federations.registerFogNode(new FogNode(WARD, "fog"));
        }
        new Federations(client).release(new Task(WARD, digest("plan"), 1, Optional.empty(), Optional.empty()));
    }

    private static void anchorAndPropose(LedgerClient client, long round) throws Exception {
        new Rounds(client)
                .anchor(new RoundAnchor(
                        WARD,
                        "fog",
                        round,
                        digest("plan"),
                        "fedavg",
                        digest("model " + (round - 1)),
                        digest("model " + round),
                        digest("root"),
                        digest("metrics"),
                        3,
                        0,
                        Map.of()));
        new ModelReleases(client).propose(new ModelProposal(WARD, digest("model " + round), round, Optional.of("fog")));
    }

    /** As an operator would: again while the network is not there. */
    private static String approve(Path network, String organization) throws InterruptedException {
        String profile = network.resolve("connection.json").toString();
        String said = "";
        for (int i = 0; i < 60; i++) {
            said = run(new ApproveCommand(), "--profile", profile, "--organization", organization, "--round", "1");
            if (!said.contains("does not answer")) {
                return said;
            }
            Thread.sleep(500);
        }
        return said;
    }

    private static String run(Callable<Integer> command, String... options) {
        StringWriter text = new StringWriter();
        CommandLine line = new CommandLine(command).setOut(new PrintWriter(text));
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            text.append(failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        line.execute(options);
        return text.toString();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 3000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static String digest(String of) {
        return Digest.of(of.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
