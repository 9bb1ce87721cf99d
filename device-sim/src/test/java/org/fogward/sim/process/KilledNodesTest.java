package org.fogward.sim.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.fogward.edge.EdgeAgent;
import org.fogward.edge.enrol.GatewayEnrolment;
import org.fogward.edge.identity.GatewayIdentity;
import org.fogward.fog.FogNode;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.enrol.Invitations;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.round.Database;
import org.fogward.fog.tls.Authority;
import org.fogward.fog.view.FederationState;
import org.fogward.fog.view.RoundSummary;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.GeneratedData;
import org.fogward.models.data.Sample;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.split.Split;
import org.fogward.protocol.enrolment.InvitationCode;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.sim.clinic.Clinic;
import org.fogward.sim.clinic.Fleet;
import org.fogward.sim.device.DeviceKey;
import org.fogward.sim.device.Replay;
import org.fogward.sim.device.SimulatedDevice;
import org.fogward.sim.process.NodeProcess.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes as real processes, killed with SIGKILL in mid-round and started again. */
@Tag("process")
class KilledNodesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final FederationId FEDERATION = new FederationId("killed");
    private static final int ROUNDS = 2;
    private static final int GATEWAYS = 3;
    private static final Dataset DATA = GeneratedData.wearable(1, 2 * GATEWAYS, 12);
    private static final List<List<Sample>> SHARES = Split.parse("group").deal(DATA, GATEWAYS, 1);
    private static final String DEVICE_KEY = "0123456789abcdef";

    @TempDir
    Path folder;

    private NetworkPool networks;

    @BeforeEach
    void open_networks() {
        networks = new NetworkPool(2);
    }

    @AfterEach
    void close_networks() {
        networks.close();
    }

    @Test
    void a_fog_node_killed_in_mid_round_counts_every_acknowledged_update_once() throws Exception {
        List<Clinic> clinics = Clinic.each("clinic", folder.resolve("gateways"), DATA, SHARES);
        Path config = fogConfig();
        try (NodeProcess first = startFog(config, 1)) {
            URI door = URI.create(first.await("page:"));
            for (Clinic clinic : clinics) {
                clinic.enrol(FEDERATION, door, invited(clinic.id()));
            }
            try (Fleet early = Fleet.start(FEDERATION, clinics.subList(0, GATEWAYS - 1), networks)) {
                early.handInShares();
                awaitAcknowledged(early.gateways());
                first.kill();
                try (NodeProcess second = startFog(config, 2);
                        Fleet late = Fleet.start(FEDERATION, clinics.subList(GATEWAYS - 1, GATEWAYS), networks)) {
                    late.handInShares();
                    early.await(ROUNDS);
                    late.await(ROUNDS);
                    second.stop();
                }
            }
        }

        try (FogNode again = new FogNode(FogConfig.read(config), networks)) {
            assertEveryUpdateCountsOnce(again);
        }
    }

    @Test
    void a_gateway_killed_in_mid_round_takes_part_in_it_nevertheless() throws Exception {
        List<Clinic> others = Clinic.each("other", folder.resolve("gateways"), DATA, SHARES.subList(1, GATEWAYS));
        Path state = folder.resolve("victim");
        GatewayId victim = new GatewayId("victim");

        try (FogNode fog = new FogNode(
                FogConfig.local(FEDERATION, folder.resolve("fog"), Plan.parse(plan())),
                networks,
                List.of(),
                Clock.systemUTC())) {
            fog.openDoors();
            for (Clinic clinic : others) {
                clinic.enrol(FEDERATION, fog.httpsUri(), fog.invite(clinic.id(), Duration.ofHours(1)));
            }
            new GatewayEnrolment(FEDERATION, victim, GatewayIdentity.open(state).vault(), Clock.systemUTC())
                    .enrol(fog.httpsUri(), fog.invite(victim, Duration.ofHours(1)));
            int port = freeUdpPort();
            Path config = edgeConfig(victim, state, port);
            try (Fleet fleet = Fleet.start(FEDERATION, others, networks)) {
                fleet.handInShares();
                try (NodeProcess first = startEdge(config, 1)) {
                    handIn(port);
                    fog.beginRounds();
                    first.await("Round 1: at work");
                    first.kill();
                }
                try (NodeProcess second = startEdge(config, 2)) {
                    second.await("is in the outbox");
                    second.kill();
                }
                try (NodeProcess third = startEdge(config, 3)) {
                    fog.awaitFinished().get();
                    fleet.await(ROUNDS);
                    third.stop();
                }
            }
            assertEveryUpdateCountsOnce(fog);
        }
    }

    /** An update whose receipt was lost comes again; after its round that is a duplicate, which is refused and not counted. */
    private static void assertEveryUpdateCountsOnce(FogNode fog) throws IOException {
        assertThat(fog.viewSource().snapshot().state()).isEqualTo(FederationState.FINISHED);
        List<RoundSummary> rounds = fog.viewSource().snapshot().rounds();
        assertThat(rounds).hasSize(ROUNDS);
        assertThat(rounds).extracting(RoundSummary::participants).containsOnly(GATEWAYS);
        assertThat(rounds).extracting(RoundSummary::accepted).containsOnly(GATEWAYS);
        assertThat(fog.viewSource().snapshot().refusals())
                .allSatisfy((reason, count) ->
                        assertThat(count).as(reason).isLessThanOrEqualTo(reason.equals("duplicate") ? 1 : 0));
        assertThat(fog.audit().findings()).isEmpty();
        assertThat(fog.audit().recomputed()).isEqualTo(ROUNDS);
    }

    private static void awaitAcknowledged(List<EdgeAgent> gateways) throws InterruptedException {
        Waiting.until(
                PATIENCE, "receipts for round 1", () -> Optional.of(gateways).filter(all -> all.stream()
                        .map(EdgeAgent::status)
                        .allMatch(status -> status.lastRound() == 1 && status.waitingUpdates() == 0)));
    }

    private NodeProcess startFog(Path config, int start) throws IOException {
        return NodeProcess.start(
                org.fogward.fog.Main.class,
                folder.resolve("fog-" + start + ".out"),
                "fog",
                "--config",
                config.toString());
    }

    private NodeProcess startEdge(Path config, int start) throws IOException {
        return NodeProcess.start(
                org.fogward.edge.Main.class, folder.resolve("edge-" + start + ".out"), "--config", config.toString());
    }

    /** As the command does it beside the running node. */
    private InvitationCode invited(GatewayId gateway) throws IOException {
        Path state = folder.resolve("fog");
        InvitationCode code = InvitationCode.random(
                Authority.open(state.resolve("tls"), Clock.systemUTC()).root(), new SecureRandom());
        new Invitations(Database.open(state.resolve(Database.FILE)), Clock.systemUTC())
                .add(gateway, code, Invitations.DEFAULT_LIFE);
        return code;
    }

    private static void handIn(int port) throws Exception {
        DeviceKey key = new DeviceKey("watch", DEVICE_KEY.getBytes(StandardCharsets.US_ASCII));
        URI gateway = URI.create("coaps://127.0.0.1:" + port);
        try (SimulatedDevice device = SimulatedDevice.producing(DATA, gateway, key)) {
            new Replay(SHARES.getFirst(), PATIENCE).run(device);
        }
    }

    private Path fogConfig() throws IOException {
        Files.writeString(folder.resolve("plan.yaml"), plan());
        return Files.writeString(
                folder.resolve("fog.yaml"), """
                federation: %s
                stateDirectory: fog
                plan: plan.yaml
                mqtt: {host: 127.0.0.1, port: %d}
                http: {host: 127.0.0.1, port: %d}
                """.formatted(FEDERATION.value(), freeTcpPort(), freeTcpPort()));
    }

    private Path edgeConfig(GatewayId gateway, Path state, int port) throws IOException {
        String config = """
                federation: %s
                gateway: %s
                stateDirectory: %s
                coap: {host: 127.0.0.1, port: %d, devices: [{identity: watch, key: %s}]}
                intake:
                  modality: %s
                  shape: {height: 1, width: %d, channels: %d}
                  classes: [%s]
                """.formatted(
                        FEDERATION.value(),
                        gateway.value(),
                        state,
                        port,
                        DEVICE_KEY,
                        DATA.modality().text(),
                        DATA.shape().width(),
                        DATA.shape().channels(),
                        String.join(", ", DATA.classes()));
        return Files.writeString(folder.resolve("edge.yaml"), config);
    }

    private static String plan() {
        return """
                model: %s
                training: {epochs: 1, maxBatches: 2}
                rounds: {count: %d, quorum: %d, waitForAll: true}
                """.formatted(ModelSpec.forDataset(DATA, "auto").toJson(), ROUNDS, GATEWAYS);
    }

    private static int freeTcpPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static int freeUdpPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
