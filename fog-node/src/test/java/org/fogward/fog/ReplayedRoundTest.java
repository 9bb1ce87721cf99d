package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.fogward.fog.RecordingLink.Recorded;
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.models.network.NetworkPool;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayedRoundTest {

    @TempDir
    private Path state;

    private final NetworkPool networks = new NetworkPool(1);
    private final TestGateway first = new TestGateway("first");
    private final TestGateway second = new TestGateway("second");
    private final List<TestGateway> later = new ArrayList<>();

    @AfterEach
    void close() {
        first.close();
        second.close();
        later.forEach(TestGateway::close);
        networks.close();
    }

    @Test
    void nothing_of_a_recorded_round_counts_again_whoever_plays_it_and_when() throws Exception {
        List<Recorded> recorded;
        Digest model;
        try (FogNode fog = start()) {
            RecordingLink one = connect(fog, first);
            RecordingLink two = connect(fog, second);
            RoundAnnouncement round = first.awaitOpen(1);
            second.awaitOpen(1);
            byte[] update = first.sendUpdate(round, 1, 1);
            second.sendUpdate(round, 2, 1);
            first.awaitAnchored(update);
            first.awaitOpen(2);
            second.awaitOpen(2);
            recorded = List.copyOf(one.up);
            assertThat(recorded).hasSizeGreaterThan(1);
            model = fog.currentModel().digest();
            await(() -> fog.viewSource().snapshot().ledger().roundsAnchored() == 1);

            plays(fog, one, recorded);
            plays(fog, one, recorded.reversed());
            List<Recorded> moved = recorded.stream()
                    .map(each -> new Recorded(each.topic().replace("first", "second"), each.message()))
                    .toList();
            plays(fog, two, moved);
            for (Recorded each : recorded) {
                assertThatThrownBy(() -> two.play(each.topic(), each.message()).get(20, TimeUnit.SECONDS))
                        .hasMessageContaining("denied");
            }
            for (Recorded each : one.down) {
                assertThatThrownBy(() -> one.play(each.topic(), each.message()).get(20, TimeUnit.SECONDS))
                        .hasMessageContaining("denied");
            }
            assertThat(metric(fog, "fogward_topics_refused_total ")).isPositive();

            first.close();
            TestGateway again = first.sameBox();
            later.add(again);
            RecordingLink next = connect(fog, again);
            again.awaitOpen(2);
            plays(fog, next, recorded);

            assertUnchanged(fog, model);
            assertThat(fog.viewSource().snapshot().ledger().roundsAnchored()).isEqualTo(1);
            again.close();
            second.close();
        }
        try (FogNode fog = start()) {
            TestGateway again = first.sameBox();
            later.add(again);
            RecordingLink link = connect(fog, again);
            RoundAnnouncement round = again.awaitOpen(2);
            plays(fog, link, recorded);
            assertUnchanged(fog, model);
            // Honest words are heard still.
            byte[] update = again.sendUpdate(round, 1, 1);
            assertThat(again.awaitReceipt(update).hasStored()).isTrue();
            assertThat(fog.audit().findings()).isEmpty();
        }
    }

    private static void assertUnchanged(FogNode fog, Digest model) throws Exception {
        assertThat(fog.currentModel().digest()).isEqualTo(model);
        assertThat(fog.viewSource().snapshot().current().orElseThrow().round()).isEqualTo(2);
        assertThat(fog.viewSource().snapshot().current().orElseThrow().accepted())
                .isZero();
        assertThat(fog.viewSource().snapshot().rounds()).hasSize(1);
    }

    /** Each message that is played is dropped, with a reason. */
    private void plays(FogNode fog, RecordingLink link, List<Recorded> messages) throws Exception {
        double before = dropped(fog);
        for (Recorded each : messages) {
            link.play(each.topic(), each.message()).get(20, TimeUnit.SECONDS);
        }
        await(() -> dropped(fog) >= before + messages.size());
        assertThat(dropped(fog)).isEqualTo(before + messages.size());
    }

    private double dropped(FogNode fog) {
        return metric(fog, "fogward_messages_dropped_total{");
    }

    private double metric(FogNode fog, String line) {
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls(fog)).build()) {
            String token = Files.readString(state.resolve("metrics.token")).strip();
            HttpRequest request = HttpRequest.newBuilder(URI.create(fog.httpsUri() + "/metrics"))
                    .header("Authorization", "Bearer " + token)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(each -> each.startsWith(line))
                    .mapToDouble(each -> Double.parseDouble(each.substring(each.lastIndexOf(' '))))
                    .sum();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private FogNode start() throws Exception {
        FogNode fog = new FogNode(Federations.config(state, Federations.plan(2, 2), first, second), networks);
        fog.start();
        return fog;
    }

    private static RecordingLink connect(FogNode fog, TestGateway gateway) throws Exception {
        List<RecordingLink> made = new ArrayList<>();
        gateway.connect(fog.mqttUri(), fog.verificationKey(), carrier -> {
            made.add(new RecordingLink(carrier));
            return made.getFirst();
        });
        return made.getFirst();
    }

    private static SSLContext tls(FogNode fog) throws Exception {
        return ServerIdentity.open(fog.authorityFile().getParent(), List.of(), Clock.systemUTC())
                .clientContext();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
