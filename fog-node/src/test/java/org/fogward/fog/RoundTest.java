package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.fogward.fog.view.FederationState;
import org.fogward.fog.view.FederationView;
import org.fogward.fog.view.RoundSummary;
import org.fogward.models.file.ModelFile;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.protocol.chain.ChainHead;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.link.LinkException;
import org.fogward.protocol.merkle.InclusionProof;
import org.fogward.protocol.v1.Anchored;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.Receipt;
import org.fogward.protocol.v1.RefusalReason;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.fogward.protocol.v1.RoundEntry;
import org.fogward.protocol.v1.Update;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTest {

    @TempDir
    Path directory;

    private final NetworkPool networks = new NetworkPool(1);
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final TestGateway first = new TestGateway("first");
    private final TestGateway second = new TestGateway("second");

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
        networks.close();
    }

    @Test
    void combines_anchors_and_publishes_the_updates_of_all_gateways() throws Exception {
        FogNode fog = start(2, 2);
        RoundAnnouncement one = first.awaitOpen(1);
        assertThat(second.awaitOpen(1)).isEqualTo(one);
        byte[] base = first.download(fog, hex(one.getModelDigest()));
        byte[] fromFirst = first.sendUpdate(one, 1, 1);
        assertThat(first.awaitReceipt(fromFirst).hasStored()).isTrue();
        byte[] fromSecond = second.sendUpdate(one, 0.5f, 3);

        RoundAnnouncement two = second.awaitOpen(2);
        float[] before = ModelFile.decode(base).values();
        float[] after = ModelFile.decode(second.download(fog, hex(two.getModelDigest())))
                .values();
        for (Segment learnt : ParameterLayout.of(Federations.MODEL).segments(kind -> !kind.isStatistic())) {
            for (int i = learnt.offset(); i < learnt.end(); i++) {
                assertThat(after[i]).isCloseTo((float) (before[i] + (1 * 1 + 3 * 0.5) / 4), within(1e-6f));
            }
        }
        assertProof(first.awaitAnchored(fromFirst), two);
        assertProof(second.awaitAnchored(fromSecond), two);

        first.sendUpdate(two, 0.5f, 1);
        second.sendUpdate(two, 0.5f, 1);
        RoundAnnouncement end = first.awaitFinished();
        fog.awaitFinished().get(60, TimeUnit.SECONDS);
        assertThat(fog.currentModel().digest().hex()).isEqualTo(hex(end.getModelDigest()));
        assertHistory(fog.viewSource().snapshot());
    }

    private static void assertHistory(FederationView view) {
        assertThat(view.state()).isEqualTo(FederationState.FINISHED);
        RoundSummary round = view.rounds().getFirst();
        assertThat(view.rounds()).extracting(RoundSummary::accepted).containsExactly(2, 2);
        assertThat(round.participants()).isEqualTo(2);
        assertThat(round.accuracy().orElseThrow()).isEqualTo(7.0 / 8);
        assertThat(round.trainLoss()).isEqualTo(0.5, within(1e-9));
        assertThat(round.bytesUp()).isGreaterThan(100);
        assertThat(round.bytesDown()).isGreaterThan(100);
        assertThat(view.refusals().values()).containsOnly(0L);
    }

    @Test
    void refuses_with_a_reason_whatever_is_wrong_with_an_update() throws Exception {
        FogNode fog = start(1, 2);
        RoundAnnouncement round = first.awaitOpen(1);
        assertRefused(round, RefusalReason.REFUSAL_REASON_WRONG_ROUND, "round:", u -> u.setRound(9));
        assertRefused(
                round,
                RefusalReason.REFUSAL_REASON_STALE_MODEL,
                "base_model_digest:",
                u -> u.setBaseModelDigest(ByteString.copyFrom(new byte[32])));
        assertRefused(round, RefusalReason.REFUSAL_REASON_MALFORMED, "codec:", u -> u.setCodec("other"));
        assertRefused(round, RefusalReason.REFUSAL_REASON_MALFORMED, "parameters:", u -> u.setParameters(1));
        assertRefused(round, RefusalReason.REFUSAL_REASON_MALFORMED, "samples:", u -> u.setSamples(0));
        assertRefused(round, RefusalReason.REFUSAL_REASON_MALFORMED, "samples:", u -> u.setSamples(10_001));
        assertRefused(round, RefusalReason.REFUSAL_REASON_NON_FINITE, "train_loss:", u -> u.setTrainLoss(Double.NaN));
        assertRefused(
                round, RefusalReason.REFUSAL_REASON_MALFORMED, "delta:", u -> u.setDelta(ByteString.copyFromUtf8("x")));
        assertRefused(
                round,
                RefusalReason.REFUSAL_REASON_MALFORMED,
                "evaluation.confusion:",
                u -> u.setEvaluation(u.getEvaluation().toBuilder().addConfusion(1)));
        assertRefused(
                first.seal(TestGateway.update(round, 50, 1)),
                RefusalReason.REFUSAL_REASON_NORM_OUT_OF_BOUNDS,
                "delta:");
        byte[] large =
                first.seal(TestGateway.update(round, 1, 1).setDelta(ByteString.copyFrom(new byte[(1 << 17) + 1])));
        assertRefused(large, RefusalReason.REFUSAL_REASON_TOO_LARGE, "envelope:");
        assertRefused(new byte[] {1, 2, 3}, RefusalReason.REFUSAL_REASON_MALFORMED, "envelope:");
        byte[] forged = first.seal(TestGateway.update(round, 1, 1));
        forged[forged.length - 1] ^= 1;
        assertRefused(forged, RefusalReason.REFUSAL_REASON_BAD_SIGNATURE, "signature:");
        byte[] stranger = new EnvelopeSealer(TestGateway.FEDERATION, "stranger", TestGateway.key("stranger"))
                .seal(
                        MessageType.MESSAGE_TYPE_UPDATE,
                        TestGateway.update(round, 1, 1).build());
        assertRefused(stranger, RefusalReason.REFUSAL_REASON_UNKNOWN_GATEWAY, "signer:");
        assertRefused(
                second.seal(TestGateway.update(round, 1, 1)), RefusalReason.REFUSAL_REASON_BAD_SIGNATURE, "signer:");

        assertThat(fog.viewSource().snapshot().refusals())
                .containsEntry("malformed", 7L)
                .containsEntry("unknown_gateway", 1L)
                .containsEntry("bad_signature", 2L);
        assertThat(fog.viewSource().snapshot().current().orElseThrow().accepted())
                .isZero();
    }

    @Test
    void refuses_values_that_are_not_finite() throws Exception {
        start(1, 2);
        RoundAnnouncement round = first.awaitOpen(1);
        Update honest = TestGateway.update(round, 1, 1).build();
        byte[] poisoned = NonFinite.delta(honest.getParameters());
        assertRefused(
                first.seal(honest.toBuilder().setDelta(ByteString.copyFrom(poisoned))),
                RefusalReason.REFUSAL_REASON_NON_FINITE,
                "delta:");
    }

    @Test
    void counts_an_update_once_however_often_it_comes() throws Exception {
        FogNode fog = start(2, 2);
        RoundAnnouncement one = first.awaitOpen(1);
        byte[] update = first.sendUpdate(one, 1, 1);
        assertThat(first.awaitReceipt(update).hasStored()).isTrue();
        first.send(update);
        assertThat(first.awaitReceipt(update).hasStored()).isTrue();
        assertRefused(first.seal(TestGateway.update(one, 2, 1)), RefusalReason.REFUSAL_REASON_DUPLICATE, "update:");
        second.sendUpdate(one, 1, 1);
        first.awaitOpen(2);
        first.awaitAnchored(update);

        first.send(update);
        assertThat(first.awaitAnchored(update).getAnchored().getTreeSize()).isEqualTo(3);
        Receipt replay = first.awaitReceipt(update);
        assertThat(replay.getRefused().getReason()).isEqualTo(RefusalReason.REFUSAL_REASON_DUPLICATE);
        assertThat(replay.getRefused().getDetail()).contains("round 1");
        assertThat(fog.viewSource().snapshot().current().orElseThrow().accepted())
                .isZero();
        assertThat(fog.viewSource().snapshot().refusals()).containsEntry("duplicate", 2L);
    }

    @Test
    void broker_lets_nobody_speak_or_listen_for_another() throws Exception {
        FogNode fog = start(1, 2);
        first.awaitOpen(1);
        for (String topic : List.of(
                first.topics.update(second.id),
                first.topics.status(second.id),
                first.topics.round(),
                first.topics.receipt(first.id),
                "elsewhere")) {
            assertThatThrownBy(() -> first.tryPublish(topic, new byte[] {1}))
                    .as(topic)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(LinkException.class);
        }
        assertThatThrownBy(() -> first.link()
                        .subscribe(first.topics.receipt(second.id), (topic, message) -> {})
                        .get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(LinkException.class);
    }

    @Test
    void goes_on_after_a_restart_in_mid_round_and_counts_every_acknowledged_update_once() throws Exception {
        FogNode before = start(2, 2);
        RoundAnnouncement one = first.awaitOpen(1);
        second.awaitOpen(1);
        byte[] update = first.sendUpdate(one, 1, 1);
        assertThat(first.awaitReceipt(update).hasStored()).isTrue();
        close(before);
        first.close();
        second.close();

        FogNode after = start(2, 2);
        first.awaitOpen(1);
        RoundAnnouncement again = second.awaitOpen(1);
        // The plan's digest is said with the task, once.
        assertThat(again.toBuilder().clearPlanDigest().build())
                .isEqualTo(one.toBuilder().clearPlanDigest().build());
        first.send(update);
        assertThat(first.awaitReceipt(update).hasStored()).isTrue();
        second.sendUpdate(again, 1, 1);
        first.awaitOpen(2);
        assertThat(after.viewSource().snapshot().rounds().getFirst().accepted()).isEqualTo(2);
    }

    @Test
    void shows_who_is_on_line_and_what_became_of_their_update() throws Exception {
        FogNode fog = start(1, 2);
        RoundAnnouncement one = first.awaitOpen(1);
        first.sendStatus(120);
        first.awaitReceipt(first.sendUpdate(one, 1, 0));
        await(() -> {
            var gateway = fog.viewSource().snapshot().gateways().getFirst();
            return gateway.online()
                    && gateway.samples() == 120
                    && gateway.lastUpdate().isPresent();
        });
        var outcome =
                fog.viewSource().snapshot().gateways().getFirst().lastUpdate().orElseThrow();
        assertThat(outcome.refusal()).contains("malformed");
        assertThat(outcome.detail()).startsWith("samples:");
    }

    private void assertRefused(
            RoundAnnouncement round, RefusalReason reason, String detail, UnaryOperator<Update.Builder> change) {
        assertRefused(first.seal(change.apply(TestGateway.update(round, 1, 1))), reason, detail);
    }

    private void assertRefused(byte[] envelope, RefusalReason reason, String detail) {
        Receipt receipt = first.awaitReceipt(first.send(envelope));
        assertThat(receipt.getRefused().getReason()).as(detail).isEqualTo(reason);
        assertThat(receipt.getRefused().getDetail()).startsWith(detail);
    }

    @Test
    void shows_that_a_block_follows_from_the_one_that_a_gateway_knows() throws Exception {
        start(3, 1);
        RoundAnnouncement round = first.awaitOpen(1);
        byte[] update = first.sendUpdate(round, 1, 1);
        second.sendUpdate(round, 1, 1);
        Anchored known = first.awaitAnchored(update).getAnchored();
        assertThat(known.getDataHashesCount()).isZero();
        ChainHead head = head(known);

        for (int number = 2; number <= 3; number++) {
            round = first.awaitOpen(number);
            update = first.sendUpdate(round, 1, 1, next -> next.setKnownBlocks(known.getBlock() + 1));
            second.sendUpdate(round, 1, 1);
            Anchored anchored = first.awaitAnchored(update).getAnchored();
            assertThat(anchored.getKnownBlocks()).isEqualTo(known.getBlock() + 1);
            ChainHead reached = head;
            for (ByteString dataHash : anchored.getDataHashesList()) {
                reached = reached.next(Digest.ofBytes(dataHash.toByteArray()));
            }
            assertThat(reached).isEqualTo(head(anchored)).isNotEqualTo(head);
        }
    }

    private static ChainHead head(Anchored anchored) {
        return new ChainHead(
                anchored.getBlock(), Digest.ofBytes(anchored.getHeadHash().toByteArray()));
    }

    private static void assertProof(Receipt receipt, RoundAnnouncement next) throws Exception {
        Anchored anchored = receipt.getAnchored();
        InclusionProof proof = new InclusionProof(
                anchored.getLeafIndex(),
                anchored.getTreeSize(),
                anchored.getPathList().stream()
                        .map(node -> Digest.ofBytes(node.toByteArray()))
                        .toList());
        Digest root = Digest.ofBytes(anchored.getMerkleRoot().toByteArray());
        assertThat(proof.verifies(anchored.getLeaf().toByteArray(), root)).isTrue();
        assertThat(RoundEntry.parseFrom(anchored.getLeaf()).getUpdateDigest()).isEqualTo(receipt.getUpdateDigest());
        assertThat(anchored.getNewModelDigest()).isEqualTo(next.getModelDigest());
        assertThat(anchored.getLedgerTransaction()).isNotEmpty();
    }

    private FogNode start(long rounds, int quorum) throws Exception {
        FogNode fog =
                new FogNode(Federations.config(directory, Federations.plan(rounds, quorum), first, second), networks);
        opened.add(fog);
        fog.start();
        for (TestGateway gateway : List.of(first, second)) {
            opened.add(gateway.connect(fog));
        }
        return fog;
    }

    private void close(FogNode fog) throws Exception {
        opened.remove(fog);
        fog.close();
    }

    private static String hex(ByteString digest) {
        return Digest.ofBytes(digest.toByteArray()).hex();
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }
}
