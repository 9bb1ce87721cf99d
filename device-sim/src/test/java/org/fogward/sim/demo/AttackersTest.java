package org.fogward.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.fogward.edge.enrol.GatewayEnrolment;
import org.fogward.edge.identity.GatewayIdentity;
import org.fogward.edge.tls.GatewayTls;
import org.fogward.fog.FogNode;
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.fog.view.RoundSummary;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.split.Split;
import org.fogward.protocol.envelope.EnvelopeException;
import org.fogward.protocol.envelope.EnvelopeOpener;
import org.fogward.protocol.envelope.OpenedEnvelope;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.MessageSigner;
import org.fogward.protocol.link.LinkException;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.fogward.protocol.v1.Update;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole federation that learns while somebody tries to spoil it. */
class AttackersTest {
    private static final FederationId FEDERATION = new FederationId("demo");
    private static final int GATEWAYS = 3;
    private static final int ROUNDS = 2;
    private static final GatewayId MALLORY = new GatewayId("mallory");
    private static final GatewayId VICTIM = new GatewayId("clinic-1");

    @TempDir
    Path folder;

    @Test
    void attackers_are_refused_with_a_reason_and_the_federation_goes_on() throws Exception {
        Preparation preparation = Preparation.of(options());
        int parameters = ParameterLayout.of(preparation.plan().model()).parameters();
        int tooLarge = preparation.plan().admission().maxBytes() + 1;
        StateFolder state = StateFolder.open(Optional.of(folder.resolve("state")));
        try (NetworkPool networks = new NetworkPool(2);
                DemoFederation federation = DemoFederation.start(preparation, 0, state, networks)) {
            FogNode fog = federation.fog();
            GatewayIdentity mallory = GatewayIdentity.open(folder.resolve("mallory"));
            new GatewayEnrolment(FEDERATION, MALLORY, mallory.vault(), Clock.systemUTC())
                    .enrol(fog.httpsUri(), fog.invite(MALLORY, Duration.ofMinutes(5)));
            SSLContext enrolled =
                    GatewayTls.following(() -> mallory.vault().enrolment().orElseThrow());
            SSLContext nothing = ServerIdentity.open(fog.authorityFile().getParent(), List.of(), Clock.systemUTC())
                    .clientContext();
            MessageSigner key = mallory.signingKey();
            MessageSigner stolen = GatewayIdentity.open(state.gateways().resolve(VICTIM.value()))
                    .signingKey();
            try (Attacker stranger =
                            new Attacker(fog, FEDERATION, new GatewayId("nobody"), nothing, Attacker.newKey());
                    Attacker insider = new Attacker(fog, FEDERATION, MALLORY, enrolled, key);
                    Attacker thief = new Attacker(fog, FEDERATION, VICTIM, enrolled, stolen)) {
                federation.fleet().handInShares();
                fog.beginRounds();
                for (long round = 1; round <= ROUNDS; round++) {
                    RoundAnnouncement open = insider.awaitOpen(round);
                    Update update = Attacker.notNumbers(open, parameters);
                    assertDenied(stranger, MALLORY, insider.sealed(update));
                    assertDenied(insider, VICTIM, insider.sealed(update));
                    deliver(insider, new byte[tooLarge]);
                    deliver(insider, insider.sealed(update, Attacker.newKey()));
                    if (round > 1) {
                        byte[] recorded = recordedUpdate(state, stolen);
                        deliver(insider, recorded);
                        assertDenied(thief, VICTIM, recorded);
                    }
                    // The round waits for an answer to every registered gateway: this is mallory's, so it comes last.
                    deliver(insider, insider.sealed(update));
                }
                fog.awaitFinished().get(5, TimeUnit.MINUTES);
                assertThat(stranger.connected()).isFalse();
                // A signing key alone opens no door, nor does it with a certificate of somebody else.
                assertThat(thief.connected()).isFalse();
            }
            assertThat(fog.viewSource().snapshot().rounds()).hasSize(ROUNDS);
            assertThat(fog.viewSource().snapshot().rounds())
                    .extracting(RoundSummary::accepted)
                    .containsOnly(GATEWAYS);
            Map<String, Long> refusals = fog.viewSource().snapshot().refusals();
            assertThat(refusals).containsEntry("non_finite", (long) ROUNDS);
            assertThat(refusals.get("too_large")).isEqualTo(ROUNDS);
            assertThat(refusals.get("bad_signature")).isEqualTo(ROUNDS + 1);
            assertThat(fog.audit().findings()).isEmpty();
        }
    }

    private static void assertDenied(Attacker attacker, GatewayId owner, byte[] message) {
        assertThatThrownBy(() -> attacker.send(owner, message).get(1, TimeUnit.MINUTES))
                .hasCauseInstanceOf(LinkException.class);
    }

    private static void deliver(Attacker attacker, byte[] message) throws Exception {
        attacker.send(MALLORY, message).get(1, TimeUnit.MINUTES);
    }

    /** What an eavesdropper could have recorded: the victim's update of a round before, as the fog node keeps it. */
    private static byte[] recordedUpdate(StateFolder state, MessageSigner victim) throws IOException {
        EnvelopeOpener opener =
                new EnvelopeOpener(FEDERATION, signer -> Optional.of(victim.verificationKey()), 1 << 20);
        List<Path> blobs;
        try (Stream<Path> files = Files.walk(state.path().resolve("blobs"))) {
            blobs = files.filter(Files::isRegularFile).toList();
        }
        for (Path blob : blobs) {
            byte[] content = Files.readAllBytes(blob);
            if (isUpdate(opener, content)) {
                return content;
            }
        }
        throw new AssertionError("no update of the victim is kept");
    }

    private static boolean isUpdate(EnvelopeOpener opener, byte[] content) {
        try {
            OpenedEnvelope opened = opener.open(content);
            return opened.type() == MessageType.MESSAGE_TYPE_UPDATE
                    && opened.signer().equals(VICTIM.value())
                    && opened.parse(MessageType.MESSAGE_TYPE_UPDATE, Update.parser())
                                    .getRound()
                            == 1;
        } catch (EnvelopeException e) {
            return false;
        }
    }

    private DemoOptions options() throws IOException {
        Path plan = Files.writeString(
                folder.resolve("plan.yaml"), "update: {codec: dense-float16}\ntraining: {epochs: 1, maxBatches: 2}\n");
        return new DemoOptions(
                Optional.empty(),
                Optional.empty(),
                "auto",
                GATEWAYS,
                Optional.of((long) ROUNDS),
                Split.parse("group"),
                Optional.of(plan),
                Optional.empty(),
                0,
                Optional.empty());
    }
}
