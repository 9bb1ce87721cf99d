package org.fogward.edge.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.fogward.edge.history.HistoryWatch;
import org.fogward.edge.history.KnownHeads;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.edge.update.Answer;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.merkle.InclusionProof;
import org.fogward.protocol.merkle.MerkleTree;
import org.fogward.protocol.v1.Anchored;
import org.fogward.protocol.v1.Receipt;
import org.fogward.protocol.v1.RefusalReason;
import org.fogward.protocol.v1.Refused;
import org.fogward.protocol.v1.RoundEntry;
import org.fogward.protocol.v1.Stored;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptsTest {
    private static final byte[] ENVELOPE = "a sealed update".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private GatewayDatabase database;
    private Outbox outbox;
    private Receipts receipts;
    private KnownHeads heads;
    private Digest update;

    @BeforeEach
    void put() throws Exception {
        database = GatewayDatabase.open(directory.resolve("gateway.db"));
        outbox = new Outbox(database, new Residuals(database, new SampleKeys(new byte[32], new SecureRandom())));
        heads = new KnownHeads(database);
        receipts = new Receipts(new FederationId("ward"), new GatewayId("clinic-a"), outbox, new HistoryWatch(heads));
        update = outbox.put(3, new Answer(ENVELOPE, Optional.empty()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void takes_an_update_out_when_it_is_stored_and_again_changes_nothing() {
        Receipt stored = receipt().setStored(Stored.getDefaultInstance()).build();

        receipts.handle(stored);
        receipts.handle(stored);

        assertThat(outbox.waiting()).isEmpty();
        assertThat(outbox.lastRound()).isEqualTo(3);
    }

    @Test
    void takes_an_update_out_when_it_is_refused() {
        receipts.handle(receipt()
                .setRefused(Refused.newBuilder().setReason(RefusalReason.REFUSAL_REASON_WRONG_ROUND))
                .build());

        assertThat(outbox.waiting()).isEmpty();
    }

    @Test
    void leaves_an_update_in_when_the_receipt_is_for_another_or_says_nothing() {
        receipts.handle(receipt()
                .setUpdateDigest(ByteString.copyFrom(Digest.of(new byte[1]).bytes()))
                .setStored(Stored.getDefaultInstance())
                .build());
        receipts.handle(receipt().build());
        receipts.handle(
                receipt().setUpdateDigest(ByteString.copyFromUtf8("short")).build());

        assertThat(outbox.waiting()).containsExactly(update);
    }

    @Test
    void keeps_a_proof_that_holds() {
        Receipt anchored = anchored("clinic-a", update).build();

        receipts.handle(anchored);
        receipts.handle(anchored);

        assertThat(outbox.proof(3)).contains(anchored.toByteArray());
        assertThat(outbox.proofs()).isEqualTo(1);
        assertThat(outbox.waiting()).isEmpty();
    }

    @Test
    void keeps_no_proof_that_does_not_hold() {
        Receipt good = anchored("clinic-a", update).build();
        Anchored proof = good.getAnchored();
        List<Receipt> bad = List.of(
                anchored("clinic-b", update).build(),
                anchored("clinic-a", Digest.of(new byte[1])).build(),
                good.toBuilder().setRound(4).build(),
                good.toBuilder().setAnchored(proof.toBuilder().setLeafIndex(0)).build(),
                good.toBuilder().setAnchored(proof.toBuilder().clearPath()).build(),
                good.toBuilder()
                        .setAnchored(proof.toBuilder().setPath(0, ByteString.copyFromUtf8("short")))
                        .build(),
                good.toBuilder()
                        .setAnchored(proof.toBuilder().setLeaf(ByteString.copyFromUtf8("no entry")))
                        .build());

        bad.forEach(receipts::handle);

        assertThat(outbox.proofs()).isZero();
        assertThat(outbox.waiting()).containsExactly(update);
    }

    @Test
    void forgets_envelopes_of_earlier_rounds_but_not_that_they_were_made() {
        outbox.abandonBefore(4);

        assertThat(outbox.waiting()).isEmpty();
        assertThat(outbox.envelope(update)).isEmpty();
        assertThat(outbox.lastRound()).isEqualTo(3);
    }

    private Receipt.Builder receipt() {
        return Receipt.newBuilder().setRound(3).setUpdateDigest(ByteString.copyFrom(update.bytes()));
    }

    private Receipt.Builder anchored(String gateway, Digest digest) {
        byte[] leaf = RoundEntry.newBuilder()
                .setFederation("ward")
                .setRound(3)
                .setGateway(gateway)
                .setUpdateDigest(ByteString.copyFrom(digest.bytes()))
                .build()
                .toByteArray();
        MerkleTree tree = new MerkleTree(List.of(new byte[] {1}, leaf, new byte[] {2}));
        InclusionProof proof = tree.inclusionProof(1);
        Anchored.Builder anchored = Anchored.newBuilder()
                .setLeaf(ByteString.copyFrom(leaf))
                .setLeafIndex(proof.index())
                .setTreeSize(proof.size())
                .setMerkleRoot(ByteString.copyFrom(tree.root().bytes()))
                .setBlock(3)
                .setHeadHash(ByteString.copyFrom(Digest.of(new byte[] {3}).bytes()));
        proof.path().forEach(node -> anchored.addPath(ByteString.copyFrom(node.bytes())));
        return receipt().setAnchored(anchored);
    }
}
