package org.fogward.sim.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.fogward.edge.EdgeAgent;
import org.fogward.edge.config.CoapDoor;
import org.fogward.edge.config.DeviceCredential;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.enrol.GatewayEnrolment;
import org.fogward.edge.identity.Enrolment;
import org.fogward.edge.identity.GatewayIdentity;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.store.StoreBounds;
import org.fogward.edge.tls.GatewayTls;
import org.fogward.fog.FogNode;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.tls.Authority;
import org.fogward.fog.view.RoundSummary;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.GeneratedData;
import org.fogward.models.data.Sample;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.split.Split;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.sim.device.DeviceKey;
import org.fogward.sim.device.Replay;
import org.fogward.sim.device.SimulatedDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final FederationId FEDERATION = new FederationId("rotating");
    private static final int ROUNDS = 10;
    private static final int GATEWAYS = 3;
    private static final Dataset DATA = GeneratedData.wearable(1, 2 * GATEWAYS, 12);
    private static final List<List<Sample>> SHARES = Split.parse("group").deal(DATA, GATEWAYS, 1);
    private static final String DEVICE_KEY = "0123456789abcdef";
    /** After two thirds of a certificate's thirty days all of them are due. */
    private static final Duration DUE = Duration.ofDays(21);

    private static final Duration LEFT = Duration.ofDays(10);

    @TempDir
    private Path folder;

    private final NetworkPool networks = new NetworkPool(2);
    private final PastClock clock = new PastClock();
    private final List<EdgeAgent> gateways = new ArrayList<>();
    private final Semaphore rounds = new Semaphore(0);

    @AfterEach
    void close() {
        rounds.release(1_000_000);
        gateways.forEach(EdgeAgent::close);
        networks.close();
    }

    @Test
    void ten_rounds_lose_nobody_while_every_certificate_and_the_root_are_replaced() throws Exception {
        try (FogNode fog = new FogNode(config(), networks, List.of(), clock)) {
            fog.openDoors();
            for (int i = 0; i < GATEWAYS; i++) {
                start(fog, i);
            }
            fog.beginRounds();
            List<Enrolment> first = enrolments();

            finish(fog, 2);
            clock.move(DUE);
            List<Enrolment> second = renewed(first);
            finish(fog, 4);
            authority().roll();
            X509Certificate newRoot = authority().root();
            awaitRoots(fog, 2);
            finish(fog, 6);
            clock.move(DUE);
            List<Enrolment> third = renewed(second);
            assertThat(third)
                    .allSatisfy(each -> assertThat(each.roots()).contains(newRoot))
                    .allSatisfy(each -> assertThat(each.certificate().getIssuerX500Principal())
                            .isNotEqualTo(second.getFirst().certificate().getIssuerX500Principal()));
            finish(fog, 8);
            authority().retire();
            awaitRoots(fog, 1);
            finish(fog, 9);
            clock.move(DUE);
            List<Enrolment> last = renewed(third);
            finish(fog, ROUNDS);
            fog.awaitFinished().get(2, TimeUnit.MINUTES);

            List<RoundSummary> summaries = fog.viewSource().snapshot().rounds();
            assertThat(summaries).hasSize(ROUNDS);
            assertThat(summaries).extracting(RoundSummary::participants).containsOnly(GATEWAYS);
            assertThat(summaries).extracting(RoundSummary::accepted).containsOnly(GATEWAYS);
            assertThat(fog.audit().findings()).isEmpty();
            // A certificate that was renewed in time stays good until its own end.
            clock.move(LEFT);
            for (int i = 0; i < GATEWAYS; i++) {
                Enrolment now = last.get(i);
                assertThat(isLetIn(fog, now)).isTrue();
                for (Enrolment before : List.of(first.get(i), second.get(i), third.get(i))) {
                    assertThat(isLetIn(
                                    fog, new Enrolment(before.key(), before.chain(), now.roots(), before.settings())))
                            .isFalse();
                }
            }
        }
    }

    /** Lets the rounds go on until that one is over. */
    private void finish(FogNode fog, long round) throws InterruptedException {
        NodeProcess.Waiting.until(PATIENCE, "round " + round, () -> {
            long over = fog.viewSource().snapshot().rounds().size();
            if (over < round && rounds.availablePermits() == 0) {
                rounds.release();
            }
            return over >= round ? Optional.of(over) : Optional.empty();
        });
        rounds.drainPermits();
    }

    /** Until the running fog node has noticed what became of the authority. */
    private static void awaitRoots(FogNode fog, int roots) throws InterruptedException {
        NodeProcess.Waiting.until(PATIENCE, roots + " roots", () -> {
            try {
                String shown = Files.readString(fog.authorityFile());
                return shown.split("BEGIN CERTIFICATE", -1).length - 1 == roots ? Optional.of(shown) : Optional.empty();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private List<Enrolment> renewed(List<Enrolment> before) throws InterruptedException {
        return NodeProcess.Waiting.until(PATIENCE, "renewed certificates", () -> {
            List<Enrolment> now = enrolments();
            boolean all = true;
            for (int i = 0; i < now.size(); i++) {
                all &= !now.get(i).certificate().equals(before.get(i).certificate());
            }
            return all ? Optional.of(now) : Optional.empty();
        });
    }

    private List<Enrolment> enrolments() {
        List<Enrolment> found = new ArrayList<>();
        for (int i = 0; i < GATEWAYS; i++) {
            try {
                found.add(GatewayIdentity.open(state(i)).vault().enrolment().orElseThrow());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return found;
    }

    private void start(FogNode fog, int number) throws Exception {
        GatewayId id = new GatewayId("clinic-" + number);
        new GatewayEnrolment(FEDERATION, id, GatewayIdentity.open(state(number)).vault(), clock)
                .enrol(fog.httpsUri(), fog.invite(id, Duration.ofHours(1)));
        EdgeAgent gateway = new EdgeAgent(
                new EdgeConfig(
                        FEDERATION,
                        id,
                        state(number),
                        new CoapDoor("127.0.0.1", 0, List.of(new DeviceCredential("watch", DEVICE_KEY))),
                        new SampleProfile(DATA.modality(), DATA.shape(), DATA.features(), DATA.classes()),
                        Optional.empty(),
                        StoreBounds.DEFAULT,
                        Optional.empty(),
                        Optional.empty()),
                networks,
                clock);
        gateways.add(gateway);
        if (number == 0) {
            // Rounds wait for everybody, and this one waits for the test.
            gateway.onRound(round -> rounds.acquireUninterruptibly());
        }
        gateway.start();
        DeviceKey key = new DeviceKey("watch", DEVICE_KEY.getBytes(StandardCharsets.US_ASCII));
        try (SimulatedDevice device = SimulatedDevice.producing(DATA, gateway.coapUri(), key)) {
            new Replay(SHARES.get(number), PATIENCE).run(device);
        }
    }

    private Path state(int number) {
        return folder.resolve("gateway-" + number);
    }

    private FogConfig config() throws Exception {
        String plan = """
                model: %s
                training: {epochs: 1, maxBatches: 2}
                rounds: {count: %d, quorum: %d, waitForAll: true}
                """.formatted(ModelSpec.forDataset(DATA, "auto").toJson(), ROUNDS, GATEWAYS);
        return FogConfig.local(FEDERATION, folder.resolve("fog"), Plan.parse(plan));
    }

    /** As the command does, in another process. */
    private Authority authority() throws IOException {
        return Authority.open(folder.resolve("fog").resolve("tls"), clock);
    }

    private static boolean isLetIn(FogNode fog, Enrolment shown) throws InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(GatewayTls.following(() -> shown))
                .build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(fog.httpsUri() + "/gateway/settings"))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException refused) {
            return false;
        }
    }

    /** Lies back, so that what is issued by it is good by the system's clock too, which TLS goes by. */
    private static final class PastClock extends Clock {
        private volatile Duration back = Duration.ofDays(100);

        void move(Duration by) {
            back = back.minus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().minus(back);
        }
    }
}
