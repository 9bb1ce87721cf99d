package org.fogward.fog.anchor;

import com.google.protobuf.ByteString;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.merkle.InclusionProof;
import org.fogward.protocol.merkle.MerkleTree;
import org.fogward.protocol.v1.RoundEntry;

/**
 * A round's Merkle tree (RFC 9162): a leaf for each update accepted and refused, by gateway, then digest. Immutable.
 */
public final class RoundTree {

    private final List<RoundUpdate> updates;
    private final List<byte[]> leaves;
    private final MerkleTree tree;

    /**
     * Builds the tree.
     *
     * @param updates the round's updates in any order
     */
    public RoundTree(FederationId federation, List<RoundUpdate> updates) {
        this.updates = updates.stream()
                .sorted(Comparator.comparing(RoundUpdate::gateway)
                        .thenComparing(update -> update.digest().hex()))
                .toList();
        leaves = this.updates.stream()
                .map(update -> entry(federation, update).toByteArray())
                .toList();
        tree = new MerkleTree(leaves);
    }

    /** The root that is anchored. */
    public Digest root() {
        return tree.root();
    }

    /** The updates in the order of their leaves. */
    public List<RoundUpdate> updates() {
        return updates;
    }

    /** A leaf's bytes, a {@code RoundEntry}. */
    public byte[] leaf(int index) {
        return leaves.get(index).clone();
    }

    /** The path from a leaf to the root. */
    public InclusionProof inclusion(int index) {
        return tree.inclusionProof(index);
    }

    /** Where a gateway's leaves are. */
    IntStream leavesOf(GatewayId gateway) {
        return IntStream.range(0, updates.size())
                .filter(index -> updates.get(index).gateway().equals(gateway));
    }

    private static RoundEntry entry(FederationId federation, RoundUpdate update) {
        return RoundEntry.newBuilder()
                .setFederation(federation.value())
                .setRound(update.round())
                .setGateway(update.gateway().value())
                .setUpdateDigest(ByteString.copyFrom(update.digest().bytes()))
                .setRefusal(update.refusal())
                .setSamples(update.samples())
                .build();
    }
}
