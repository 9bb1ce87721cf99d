package org.fogward.protocol.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fogward.protocol.digest.Digest;

/**
 * A Merkle tree over a list of leaves (RFC 9162, 2.1), with SHA-256. The empty tree's root is the digest of nothing.
 *
 * <p>Keeps the leaves' hashes only: 32 bytes each. Proofs are computed when asked for, in time linear in the leaves.
 * Immutable.
 */
public final class MerkleTree {
    private final List<Digest> leaves;

    /** A tree over these leaves, in this order. */
    public MerkleTree(List<byte[]> leaves) {
        this.leaves = leaves.stream().map(MerkleHash::leaf).toList();
    }

    /** The tree's root (RFC 9162, 2.1.1). */
    public Digest root() {
        return root(leaves);
    }

    /**
     * The proof that a leaf is in the tree (RFC 9162, 2.1.3.1).
     *
     * @param index the leaf's place, from 0
     * @throws IndexOutOfBoundsException if there is no such leaf
     */
    public InclusionProof inclusionProof(int index) {
        List<Digest> path = new ArrayList<>();
        List<Digest> part = leaves;
        int place = Objects.checkIndex(index, leaves.size());
        while (part.size() > 1) {
            int split = split(part.size());
            List<Digest> left = part.subList(0, split);
            List<Digest> right = part.subList(split, part.size());
            path.addFirst(root(place < split ? right : left));
            part = place < split ? left : right;
            place = place < split ? place : place - split;
        }
        return new InclusionProof(index, leaves.size(), path);
    }

    private static Digest root(List<Digest> part) {
        if (part.isEmpty()) {
            return MerkleHash.empty();
        }
        if (part.size() == 1) {
            return part.getFirst();
        }
        int split = split(part.size());
        return MerkleHash.node(root(part.subList(0, split)), root(part.subList(split, part.size())));
    }

    /** The largest power of two below a size of at least 2. */
    private static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }
}
