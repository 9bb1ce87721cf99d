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
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.v1.RoundAnnouncement;

/** A fog node with honest gateways, and three that are not: they are registered, and do nothing before {@link #flood}. */
final class FloodedFederation implements AutoCloseable {
    static final int HONEST = 20;

    final FogNode fog;
    private final Path state;
    private final List<TestGateway> honest = new ArrayList<>();
    private final TestGateway flooder = new TestGateway("flooder");
    private final TestGateway reader = new TestGateway("reader");
    private final TestGateway sender = new TestGateway("sender");
    private final List<AutoCloseable> open = new ArrayList<>();

    FloodedFederation(Path state, int rounds, NetworkPool networks) throws Exception {
        this.state = state;
        for (int i = 0; i < HONEST; i++) {
            honest.add(new TestGateway("honest-" + i));
        }
        List<TestGateway> all = new ArrayList<>(honest);
        all.addAll(List.of(flooder, reader, sender));
        fog = new FogNode(Federations.config(state, plan(rounds), all.toArray(TestGateway[]::new)), networks);
        fog.start();
        for (TestGateway each : honest) {
            open.add(each.connect(fog));
        }
    }

    /** From now on one floods, one reads nothing and one sends slowly. */
    void flood() throws Exception {
        RoundAnnouncement one = honest.getFirst().awaitOpen(1);
        String blob = Digest.ofBytes(one.getModelDigest().toByteArray()).hex();
        open.add(new Flooder(flooder, fog).start(fog, blob));
        open.add(readsNothing());
        open.add(sendsSlowly());
    }

    /** All honest gateways answer, and all are told that they were heard. */
    void answer(int round) {
        List<byte[]> updates = new ArrayList<>();
        for (int i = 0; i < honest.size(); i++) {
            TestGateway gateway = honest.get(i);
            updates.add(gateway.sendUpdate(announced(gateway, round), (1 + i) / 20f, 1 + i));
        }
        for (int i = 0; i < honest.size(); i++) {
            assertThat(honest.get(i).awaitReceipt(updates.get(i)).hasStored()).isTrue();
        }
    }

    /** Waits until every honest gateway knows of the round. */
    void awaitOpen(int round) {
        honest.forEach(gateway -> announced(gateway, round));
    }

    double limited(String reason) {
        return metric("fogward_peers_limited_total{reason=\"" + reason + "\"} ");
    }

    double dropped(String reason) {
        return metric("fogward_messages_dropped_total{reason=\"" + reason + "\"} ");
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        fog.close();
    }

    private static RoundAnnouncement announced(TestGateway gateway, int round) {
        return gateway.knows(round) ? gateway.newest() : gateway.awaitOpen(round);
    }

    /** Subscribes to all that it may and never reads. */
    private RawGateway readsNothing() throws Exception {
        RawGateway raw = connect(reader);
        raw.send(RawGateway.subscribe(reader.topics.round(), reader.topics.model(), reader.topics.seal()));
        return raw;
    }

    /** Begins a message and goes on with a byte a second. */
    private AutoCloseable sendsSlowly() throws Exception {
        RawGateway raw = connect(sender);
        byte[] message = RawGateway.publish(sender.topics.update(sender.id), 1, new byte[10_000]);
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

    private RawGateway connect(TestGateway gateway) throws Exception {
        return new RawGateway(fog.mqttUri().getPort(), gateway.tls()).connect(gateway.id.value());
    }

    /** Those who are not honest never answer, so a round lasts a second. */
    private static Plan plan(int rounds) {
        return new Plan(
                Federations.MODEL,
                new PlanStart.Made(Start.RANDOM),
                TrainingOptions.defaults(Federations.MODEL),
                UpdateRules.whole("dense-float32"),
                "fedavg",
                ServerOptions.DEFAULT,
                Stages.averaging(rounds),
                new RoundRules(rounds, HONEST, false, Duration.ofSeconds(1)),
                new AdmissionLimits(1 << 17, 100, 10_000),
                Optional.empty(),
                7);
    }

    private double metric(String line) {
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls()).build()) {
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

    private SSLContext tls() throws Exception {
        return ServerIdentity.open(fog.authorityFile().getParent(), List.of(), Clock.systemUTC())
                .clientContext();
    }
}
