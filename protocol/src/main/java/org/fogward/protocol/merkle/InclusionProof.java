package org.fogward.protocol.merkle;

import java.util.List;
import org.fogward.protocol.digest.Digest;

/**
 * Shows that a leaf is part of a tree of which only the root is known (RFC 9162, 2.1.3). Immutable; any numbers may be
 * given, nonsense simply proves nothing.
 *
 * @param index the leaf's place, from 0
 * @param size how many leaves the tree has
 * @param path the hashes beside the way up, from the leaf
 */
public record InclusionProof(long index, long size, List<Digest> path) {
    /** Copies the path. */
    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Checks the proof by the algorithm of RFC 9162, 2.1.3.2.
     *
     * @param leaf the leaf's content
     * @param root the root that the verifier trusts
     */
    public boolean verifies(byte[] leaf, Digest root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        Digest hash = MerkleHash.leaf(leaf);
        for (Digest sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = MerkleHash.node(sibling, hash);
                int skipped = Long.numberOfTrailingZeros(node);
                node >>>= skipped;
                last >>>= skipped;
            } else {
                hash = MerkleHash.node(hash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && hash.equals(root);
    }
}
