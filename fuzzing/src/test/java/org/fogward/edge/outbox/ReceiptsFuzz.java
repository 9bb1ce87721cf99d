package org.fogward.edge.outbox;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.fogward.edge.history.HistoryWatch;
import org.fogward.edge.history.KnownHeads;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.edge.update.Answer;
import org.fogward.fuzzing.Folders;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.protocol.chain.ChainHead;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.v1.Anchored;
import org.fogward.protocol.v1.Receipt;
import org.fogward.protocol.v1.RefusalReason;
import org.fogward.protocol.v1.Refused;
import org.fogward.protocol.v1.RoundEntry;
import org.fogward.protocol.v1.Stored;
import org.jdbi.v3.core.Handle;

/**
 * Receipts at a gateway's outbox and its knowledge of the ledger: as they come, and with a Merkle root that fits the leaf. Each input
 * meets a gateway that made one update and knows two blocks.
 */
public final class ReceiptsFuzz implements FuzzTarget {
    private static final long ROUND = 3;

    private final FederationId federation = new FederationId("north");
    private final GatewayId gateway = new GatewayId("ward-7");
    private final GatewayDatabase database;
    private final Receipts receipts;
    private final Digest update;
    private final ChainHead first = new ChainHead(4, Digest.of(new byte[] {4}));
    private final ChainHead second = first.next(Digest.of(new byte[] {5}));
    private final MessageDigest sha256;

    /** Opens a gateway's database in memory. */
    public ReceiptsFuzz() throws Exception {
        sha256 = MessageDigest.getInstance("SHA-256");
        database = GatewayDatabase.open(Folders.create().resolve("gateway.db"));
        Outbox outbox = new Outbox(database, new Residuals(database, new SampleKeys(new byte[32], new SecureRandom())));
        receipts = new Receipts(federation, gateway, outbox, new HistoryWatch(new KnownHeads(database)));
        update = outbox.put(ROUND, new Answer(new byte[] {1, 2, 3}, Optional.empty()));
        database.write(this::begin);
    }

    @Override
    public List<byte[]> seeds() {
        Receipt.Builder receipt =
                Receipt.newBuilder().setRound(ROUND).setUpdateDigest(ByteString.copyFrom(update.bytes()));
        Digest link = Digest.of(new byte[] {6});
        Anchored anchored = anchored(second.next(link))
                .setKnownBlocks(second.block() + 1)
                .addDataHashes(ByteString.copyFrom(link.bytes()))
                .build();
        return List.of(
                receipt.setStored(Stored.getDefaultInstance()).build().toByteArray(),
                receipt.setRefused(Refused.newBuilder()
                                .setReason(RefusalReason.REFUSAL_REASON_NORM_OUT_OF_BOUNDS)
                                .setDetail("norm: 7 is more than 5"))
                        .build()
                        .toByteArray(),
                fitting(receipt.setAnchored(anchored).build()),
                fitting(receipt.setAnchored(anchored(second)).build()),
                fitting(receipt.setAnchored(anchored(new ChainHead(5, link))).build()),
                fitting(receipt.setAnchored(anchored(new ChainHead(70_000, link)))
                        .build()));
    }

    private Anchored.Builder anchored(ChainHead head) {
        return Anchored.newBuilder()
                .setLeaf(RoundEntry.newBuilder()
                        .setFederation(federation.value())
                        .setGateway(gateway.value())
                        .setRound(ROUND)
                        .setUpdateDigest(ByteString.copyFrom(update.bytes()))
                        .build()
                        .toByteString())
                .setBlock(head.block())
                .setHeadHash(ByteString.copyFrom(head.hash().bytes()));
    }

    /** The receipt of a round with one update: the root is the leaf's hash (RFC 9162, section 2.1.1). */
    private byte[] fitting(Receipt receipt) {
        sha256.update((byte) 0);
        byte[] root = sha256.digest(receipt.getAnchored().getLeaf().toByteArray());
        Receipt.Builder fitting = receipt.toBuilder();
        fitting.getAnchoredBuilder()
                .setLeafIndex(0)
                .setTreeSize(1)
                .clearPath()
                .setMerkleRoot(ByteString.copyFrom(root));
        return fitting.build().toByteArray();
    }

    @Override
    public void run(byte[] input) throws IOException {
        Receipt receipt;
        try {
            receipt = Receipt.parseFrom(input);
        } catch (InvalidProtocolBufferException e) {
            return;
        }
        handle(receipt);
        if (receipt.hasAnchored()) {
            handle(Receipt.parseFrom(fitting(receipt)));
        }
    }

    private void handle(Receipt receipt) {
        receipts.handle(receipt);
        // One transaction on the connection that is open anyway: each reading opens another.
        database.write(handle -> {
            boolean ours = receipt.getUpdateDigest().equals(ByteString.copyFrom(update.bytes()));
            Promise.that(
                    ours || count(handle, "fate IS NOT NULL") == 0, "a receipt for another update settled this one");
            Promise.that(
                    ours && receipt.hasAnchored() || count(handle, "proof IS NOT NULL") == 0,
                    "kept as a proof although it is none");
            for (ChainHead known : List.of(first, second)) {
                Promise.same(
                        handle.select("SELECT hash FROM ledger_head WHERE block = ?", known.block())
                                .map((row, context) -> Digest.ofBytes(row.getBytes(1)))
                                .one(),
                        known.hash());
            }
            return begin(handle);
        });
    }

    private static int count(Handle handle, String which) {
        return handle.select("SELECT count(*) FROM own_update WHERE " + which)
                .mapTo(Integer.class)
                .one();
    }

    /** As it was before the first receipt. */
    private int begin(Handle handle) {
        handle.execute("DELETE FROM ledger_head");
        handle.execute("DELETE FROM history_alarm");
        for (ChainHead known : List.of(first, second)) {
            handle.execute(
                    "INSERT INTO ledger_head (block, hash) VALUES (?, ?)",
                    known.block(),
                    known.hash().bytes());
        }
        return handle.execute(
                "UPDATE own_update SET envelope = ?, fate = NULL, proof = NULL", (Object) new byte[] {1, 2, 3});
    }
}
