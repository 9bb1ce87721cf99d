package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.fogward.fog.aggregate.ServerOptions;
import org.fogward.fog.plan.AdmissionLimits;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.plan.PlanStart;
import org.fogward.fog.plan.RoundRules;
import org.fogward.fog.plan.Stages;
import org.fogward.fog.plan.UpdateRules;
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.start.Start;
import org.fogward.models.train.TrainingOptions;
import org.fogward.protocol.access.AccessToken;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloodedFederationTest {
    private static final int HONEST = 20;
    private static final int ROUNDS = 3;

    @TempDir
    private Path folder;

    private final NetworkPool networks = new NetworkPool(1);
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        networks.close();
    }

    @Test
    void learns_the_same_beside_a_gateway_that_floods_one_that_reads_nothing_and_one_that_is_slow() throws Exception {
        Digest calm = run(folder.resolve("calm"), false);
        Digest flooded = run(folder.resolve("flooded"), true);
        assertThat(flooded).isEqualTo(calm);
    }

    private Digest run(Path state, boolean flood) throws Exception {
        List<TestGateway> honest = new ArrayList<>();
        for (int i = 0; i < HONEST; i++) {
            honest.add(new TestGateway("honest-" + i));
        }
        TestGateway flooder = new TestGateway("flooder");
        TestGateway reader = new TestGateway("reader");
        TestGateway sender = new TestGateway("sender");
        List<TestGateway> all = new ArrayList<>(honest);
        all.addAll(List.of(flooder, reader, sender));
        try (FogNode fog = new FogNode(Federations.config(state, plan(), all.toArray(TestGateway[]::new)), networks)) {
            fog.start();
            SSLContext tls = tls(fog);
            for (TestGateway each : honest) {
                open.add(each.connect(fog.mqttUri(), tls, fog.verificationKey()));
            }
            RoundAnnouncement one = honest.getFirst().awaitOpen(1);
            if (flood) {
                String blob = Digest.ofBytes(one.getModelDigest().toByteArray()).hex();
                open.add(new Flooder(flooder, fog, tls).start(fog, blob));
                open.add(readsNothing(reader, fog, tls));
                open.add(sendsSlowly(sender, fog, tls));
                await(() -> limited(fog, state, "message_rate") > 0 && limited(fog, state, "connects") > 0);
            }
            for (int round = 1; round <= ROUNDS; round++) {
                answer(honest, round);
            }
            fog.awaitFinished().get(4, TimeUnit.MINUTES);
            assertThat(fog.viewSource().snapshot().rounds())
                    .hasSize(ROUNDS)
                    .allSatisfy(round -> assertThat(round.accepted()).isEqualTo(HONEST));
            if (flood) {
                assertThat(limited(fog, state, "message_rate")).isPositive();
                assertThat(metric(fog, state, "fogward_messages_dropped_total{reason=\"malformed\"} "))
                        .isPositive();
            }
            return fog.currentModel().digest();
        } finally {
            for (AutoCloseable each : open.reversed()) {
                each.close();
            }
            open.clear();
        }
    }

    private static void answer(List<TestGateway> honest, int round) {
        for (int i = 0; i < honest.size(); i++) {
            TestGateway gateway = honest.get(i);
            RoundAnnouncement announced = round == 1 && i == 0 ? gateway.newest() : gateway.awaitOpen(round);
            byte[] update = gateway.sendUpdate(announced, (1 + i) / 20f, 1 + i);
            assertThat(gateway.awaitReceipt(update).hasStored()).isTrue();
        }
    }

    /** Subscribes to all that it may and never reads. */
    private static RawGateway readsNothing(TestGateway gateway, FogNode fog, SSLContext tls) throws Exception {
        RawGateway raw = connect(gateway, fog, tls);
        raw.send(RawGateway.subscribe(gateway.topics.round(), gateway.topics.model(), gateway.topics.seal()));
        return raw;
    }

    /** Begins a message and goes on with a byte a second. */
    private static AutoCloseable sendsSlowly(TestGateway gateway, FogNode fog, SSLContext tls) throws Exception {
        RawGateway raw = connect(gateway, fog, tls);
        byte[] message = RawGateway.publish(gateway.topics.update(gateway.id), 1, new byte[10_000]);
        Thread thread = Thread.startVirtualThread(() -> {
            try {
                for (byte each : message) {
                    raw.send(new byte[] {each});
                    TimeUnit.SECONDS.sleep(1);
                }
            } catch (Exception ended) {
                Thread.currentThread().interrupt();
            }
        });
        return () -> {
            thread.interrupt();
            raw.close();
        };
    }

    private static RawGateway connect(TestGateway gateway, FogNode fog, SSLContext tls) throws Exception {
        String token = AccessToken.issue(gateway.federation, gateway.id, gateway.key, Clock.systemUTC());
        return new RawGateway(fog.mqttUri().getPort(), tls).connect(gateway.id.value(), Optional.of(token));
    }

    private static Plan plan() {
        return new Plan(
                Federations.MODEL,
                new PlanStart.Made(Start.RANDOM),
                TrainingOptions.defaults(Federations.MODEL),
                UpdateRules.whole("dense-float32"),
                "fedavg",
                ServerOptions.DEFAULT,
                Stages.averaging(ROUNDS),
                new RoundRules(ROUNDS, HONEST, false, Duration.ofSeconds(1)),
                new AdmissionLimits(1 << 17, 100, 10_000),
                Optional.empty(),
                7);
    }

    private static double limited(FogNode fog, Path state, String reason) {
        return metric(fog, state, "fogward_peers_limited_total{reason=\"" + reason + "\"} ");
    }

    private static double metric(FogNode fog, Path state, String line) {
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls(fog)).build()) {
            String token = Files.readString(state.resolve("metrics.token")).strip();
            HttpRequest request = HttpRequest.newBuilder(URI.create(fog.httpsUri() + "/metrics"))
                    .header("Authorization", "Bearer " + token)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(each -> each.startsWith(line))
                    .mapToDouble(each -> Double.parseDouble(each.substring(line.length())))
                    .findFirst()
                    .orElseThrow();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static SSLContext tls(FogNode fog) throws Exception {
        return ServerIdentity.open(fog.authorityFile().getParent(), List.of(), Clock.systemUTC())
                .clientContext();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(100_000_000);
        }
    }
}
