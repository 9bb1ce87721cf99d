package org.fogward.fog.publish;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fogward.fog.anchor.RoundTree;
import org.fogward.fog.registry.GatewayActivity;
import org.fogward.fog.round.RoundPlace;
import org.fogward.fog.round.RoundResult;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.link.MessageLink;
import org.fogward.protocol.merkle.InclusionProof;
import org.fogward.protocol.topic.Topics;
import org.fogward.protocol.v1.Anchored;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.Receipt;
import org.fogward.protocol.v1.RefusalReason;
import org.fogward.protocol.v1.Refused;
import org.fogward.protocol.v1.Stored;

/** Tells gateways what became of their updates. Returns at once; what it returns completes when the broker has the receipt. */
public final class ReceiptSender {

    private final MessageLink link;
    private final Topics topics;
    private final EnvelopeSealer sealer;
    private final GatewayActivity activity;

    /**
     * A sender over one link.
     *
     * @param sealer signs as the fog node
     * @param activity hears of the bytes
     */
    public ReceiptSender(MessageLink link, Topics topics, EnvelopeSealer sealer, GatewayActivity activity) {
        this.link = link;
        this.topics = topics;
        this.sealer = sealer;
        this.activity = activity;
    }

    /** The update is on the disk and counts once. */
    public CompletableFuture<Void> stored(GatewayId gateway, long round, Digest update) {
        return send(gateway, receipt(round, update).setStored(Stored.getDefaultInstance()));
    }

    /** The update does not count. */
    public CompletableFuture<Void> refused(
            GatewayId gateway, long round, Digest update, RefusalReason reason, String detail) {
        return send(
                gateway,
                receipt(round, update)
                        .setRefused(Refused.newBuilder().setReason(reason).setDetail(detail)));
    }

    /**
     * The update is a leaf of an anchored round.
     *
     * @param knownBlocks what the gateway knows of the ledger
     * @param links what leads from there to the round's block
     */
    public CompletableFuture<Void> anchored(
            RoundTree tree, int leaf, RoundResult result, RoundPlace place, long knownBlocks, List<Digest> links) {
        var update = tree.updates().get(leaf);
        InclusionProof inclusion = tree.inclusion(leaf);
        Anchored.Builder anchored = Anchored.newBuilder()
                .setLeaf(ByteString.copyFrom(tree.leaf(leaf)))
                .setLeafIndex(inclusion.index())
                .setTreeSize(inclusion.size())
                .setMerkleRoot(bytes(tree.root()))
                .setLedgerTransaction(place.ledgerTransaction())
                .setBlock(place.block())
                .setHeadHash(bytes(new Digest(place.headHash())))
                .setNewModelDigest(bytes(result.newModel()));
        inclusion.path().forEach(node -> anchored.addPath(bytes(node)));
        if (!links.isEmpty()) {
            anchored.setKnownBlocks(knownBlocks);
            links.forEach(hash -> anchored.addDataHashes(bytes(hash)));
        }
        return send(update.gateway(), receipt(result.round(), update.digest()).setAnchored(anchored));
    }

    private static Receipt.Builder receipt(long round, Digest update) {
        return Receipt.newBuilder().setRound(round).setUpdateDigest(bytes(update));
    }

    private CompletableFuture<Void> send(GatewayId gateway, Receipt.Builder receipt) {
        byte[] message = sealer.seal(MessageType.MESSAGE_TYPE_RECEIPT, receipt.build());
        return link.publish(topics.receipt(gateway), message, false)
                .thenRun(() -> activity.sent(gateway, message.length));
    }

    private static ByteString bytes(Digest digest) {
        return ByteString.copyFrom(digest.bytes());
    }
}
