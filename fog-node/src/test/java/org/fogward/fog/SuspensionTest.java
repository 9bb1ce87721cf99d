package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.fog.view.GatewaySummary;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.fabric.ConnectionProfile;
import org.fogward.ledger.fabric.FabricLedger;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.participant.CertificateWithdrawal;
import org.fogward.ledger.participant.GatewayStanding;
import org.fogward.ledger.participant.Participants;
import org.fogward.models.network.NetworkPool;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SuspensionTest {

    @TempDir
    Path state;

    private final NetworkPool networks = new NetworkPool(1);
    private final TestGateway first = new TestGateway("first");
    private final TestGateway second = new TestGateway("second");
    private final List<FogNode> nodes = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        first.close();
        second.close();
        for (FogNode node : nodes) {
            node.close();
        }
        networks.close();
    }

    @Test
    void a_suspended_gateway_is_sent_away_and_comes_back_when_it_is_restored() throws Exception {
        FogNode fog = start(2);
        connect(fog, first);
        connect(fog, second);
        RoundAnnouncement one = first.awaitOpen(1);
        second.awaitOpen(1);
        await(() -> summary(fog, "second").online());

        Output said = run("fog", "suspend", "second", "--reason", "stolen", "--state", state.toString());
        assertThat(said.text).isEqualTo("second is suspended, on the ledger too\n");
        assertThat(said.code).isZero();
        assertThat(summary(fog, "second").suspended()).contains("stolen");
        assertThat(summary(fog, "second").online()).isFalse();
        assertThatThrownBy(() ->
                        second.tryPublish(second.topics.update(second.id), second.seal(TestGateway.update(one, 1, 1))))
                .isInstanceOf(Exception.class);
        assertThatThrownBy(() -> second.download(
                        fog, Digest.ofBytes(one.getModelDigest().toByteArray()).hex()))
                .isInstanceOf(IOException.class);

        first.sendUpdate(one, 1, 1);
        first.awaitOpen(2);
        assertThat(fog.viewSource().snapshot().rounds().getFirst().accepted()).isEqualTo(1);
        assertThat(run("ledger", "members", "--state", state.toString()).text)
                .contains("gateway second  fogward  suspended since ")
                .contains("stolen");

        said = run("fog", "restore", "second", "--reason", "it was found again", "--state", state.toString());
        assertThat(said.text).isEqualTo("second is restored, on the ledger too\n");
        RoundAnnouncement two = second.awaitOpen(2);
        byte[] update = second.sendUpdate(two, 1, 1);
        assertThat(second.awaitReceipt(update).hasStored()).isTrue();
        assertThat(summary(fog, "second").suspended()).isEmpty();
        first.sendUpdate(two, 1, 1);
        fog.awaitFinished().get(60, TimeUnit.SECONDS);
        assertThat(fog.viewSource().snapshot().rounds().get(1).accepted()).isEqualTo(2);
        assertThat(fog.audit().findings()).isEmpty();
    }

    @Test
    void nobody_who_was_suspended_while_the_node_was_down_gets_in() throws Exception {
        try (FogNode fog = new FogNode(Federations.config(state, Federations.plan(1, 1), first, second), networks)) {
            fog.start();
        }
        Output said = run("fog", "suspend", "second", "--reason", "lost", "--state", state.toString());
        assertThat(said.text).startsWith("second is suspended; the fog node does not run: ");

        FogNode fog = start(1);
        connect(fog, second);
        connect(fog, first);
        first.sendUpdate(first.awaitOpen(1), 1, 1);
        fog.awaitFinished().get(60, TimeUnit.SECONDS);
        assertThat(second.link().connected()).isFalse();
        assertThat(summary(fog, "second").suspended()).contains("lost");
        await(() -> run("ledger", "members", "--state", state.toString()).text.contains("suspended since"));
    }

    @Test
    void an_administrator_can_suspend_and_restore_on_the_ledger_alone() throws Exception {
        FogNode fog = start(1);
        connect(fog, second);
        await(() -> summary(fog, "second").online());
        try (LedgerClient admin = administrator()) {
            Participants participants = new Participants(admin);
            participants.change(standing(true));
            await(() -> summary(fog, "second").suspended().isPresent()
                    && !summary(fog, "second").online());
            participants.change(standing(false));
            await(() -> summary(fog, "second").suspended().isEmpty()
                    && summary(fog, "second").online());

            run("fog", "suspend", "second", "--reason", "mine", "--state", state.toString());
            participants.change(standing(false));
            await(() -> summary(fog, "second").suspended().isEmpty());
        }
    }

    @Test
    void a_key_that_was_withdrawn_on_the_ledger_counts_no_more() throws Exception {
        FogNode fog = start(1);
        connect(fog, second);
        connect(fog, first);
        RoundAnnouncement one = second.awaitOpen(1);
        first.awaitOpen(1);
        try (LedgerClient admin = administrator()) {
            String key =
                    Digest.of(second.key.verificationKey().text().getBytes()).hex();
            await(() -> fog.viewSource().snapshot().ledger().participants() == 2);
            new Participants(admin).withdraw(new CertificateWithdrawal("test", "second", key, "key-lost"));
        }
        await(() -> {
            second.sendUpdate(one, 1, 1);
            return metrics(fog).contains("fogward_updates_refused_total{reason=\"unknown_gateway\"} ")
                    && !metrics(fog).contains("fogward_updates_refused_total{reason=\"unknown_gateway\"} 0.0");
        });
        assertThat(fog.viewSource().snapshot().current().orElseThrow().round()).isEqualTo(1);
    }

    @Test
    void says_what_is_wrong_with_a_suspension() throws Exception {
        assertThat(run("fog", "suspend", "second", "--reason", "x", "--state", state.toString()).text)
                .startsWith(state + " is not a fog node's state directory");
        FogNode fog = start(1);
        await(() -> fog.viewSource().snapshot().ledger().participants() == 2);
        assertThat(run("fog", "suspend", "third", "--reason", "x", "--state", state.toString()).text)
                .startsWith("gateway: third is not registered; there are first, second\n");
        assertThat(run("fog", "suspend", "NO!", "--reason", "x", "--state", state.toString()).text)
                .contains("gateway");
        assertThat(run("fog", "suspend", "second", "--reason", "ä".repeat(200), "--state", state.toString()).text)
                .startsWith("--reason");
        assertThat(run("fog", "suspend", "second", "--state", state.toString()).code)
                .isEqualTo(2);
        assertThat(run("fog", "suspend", "second", "--reason", "x").text).contains("'--config=FILE'");
        assertThat(summary(fog, "second").suspended()).isEmpty();
    }

    private FogNode start(int rounds) throws Exception {
        FogNode fog = new FogNode(Federations.config(state, Federations.plan(rounds, 1), first, second), networks);
        nodes.add(fog);
        fog.start();
        return fog;
    }

    private static void connect(FogNode fog, TestGateway gateway) throws Exception {
        gateway.connect(fog);
    }

    private LedgerClient administrator() throws Exception {
        ConnectionProfile profile = ConnectionProfile.read(state.resolve("ledger/connection.json"));
        return FabricLedger.connect(profile, profile.organizations().getFirst().mspId(), NodeRole.ADMIN);
    }

    private static GatewayStanding standing(boolean suspended) {
        return new GatewayStanding("test", "second", suspended, "review", "");
    }

    private static GatewaySummary summary(FogNode fog, String gateway) {
        return fog.viewSource().snapshot().gateways().stream()
                .filter(each -> each.gateway().equals(gateway))
                .findFirst()
                .orElseThrow();
    }

    private String metrics(FogNode fog) {
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls(fog)).build()) {
            URI uri = fog.httpsUri().resolve("/metrics");
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .header(
                            "Authorization",
                            "Bearer "
                                    + Files.readString(state.resolve("metrics.token"))
                                            .strip())
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static SSLContext tls(FogNode fog) throws Exception {
        return ServerIdentity.open(fog.authorityFile().getParent(), List.of(), Clock.systemUTC())
                .clientContext();
    }

    private record Output(int code, String text) {}

    private static Output run(String... arguments) {
        StringWriter said = new StringWriter();
        CommandLine commands = Main.commandLine().setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        return new Output(commands.execute(arguments), said.toString());
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
