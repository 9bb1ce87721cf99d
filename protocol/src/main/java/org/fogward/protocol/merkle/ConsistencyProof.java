package org.fogward.protocol.merkle;

import java.util.List;
import org.fogward.protocol.digest.Digest;

/**
 * Shows that a tree grew out of an older one by adding leaves at its end, knowing only both roots (RFC 9162, 2.1.4).
 * Immutable; any numbers may be given, nonsense simply proves nothing.
 *
 * @param oldSize how many leaves the older tree had
 * @param newSize how many the newer one has
 * @param path the hashes from which both roots can be computed
 */
public record ConsistencyProof(long oldSize, long newSize, List<Digest> path) {
    /** Copies the path. */
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Checks the proof by the algorithm of RFC 9162, 2.1.4.2. Every tree grew out of the empty one, and out of itself.
     *
     * @param oldRoot the root that the verifier remembers
     * @param newRoot the root that it is shown now
     */
    public boolean verifies(Digest oldRoot, Digest newRoot) {
        if (oldSize < 0 || oldSize > newSize) {
            return false;
        }
        if (oldSize == newSize) {
            return path.isEmpty() && oldRoot.equals(newRoot) && (newSize > 0 || newRoot.equals(MerkleHash.empty()));
        }
        if (oldSize == 0) {
            return path.isEmpty() && oldRoot.equals(MerkleHash.empty());
        }
        return grew(oldRoot, newRoot);
    }

    private boolean grew(Digest oldRoot, Digest newRoot) {
        boolean oldIsWholePart = Long.bitCount(oldSize) == 1;
        if (path.isEmpty() && !oldIsWholePart) {
            return false;
        }
        long common = Long.numberOfTrailingZeros(oldSize);
        long node = (oldSize - 1) >>> common;
        long last = (newSize - 1) >>> common;
        Digest oldHash = oldIsWholePart ? oldRoot : path.getFirst();
        Digest newHash = oldHash;
        for (Digest sibling : oldIsWholePart ? path : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                oldHash = MerkleHash.node(sibling, oldHash);
                newHash = MerkleHash.node(sibling, newHash);
                int skipped = Long.numberOfTrailingZeros(node);
                node >>>= skipped;
                last >>>= skipped;
            } else {
                newHash = MerkleHash.node(newHash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && oldHash.equals(oldRoot) && newHash.equals(newRoot);
    }
}
