package org.fogward.protocol.merkle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.protocol.digest.Digest;

/** Proofs for trees of 1 to 8 leaves: the tree's size, the leaf, then index, size and path as a receipt tells them. */
public final class InclusionProofFuzz implements FuzzTarget {
    private static final int MOST_LEAVES = 8;
    private static final int HEADER = 2 + 2 * Long.BYTES;
    private static final int MOST_PATH = 70;

    private final List<MerkleTree> trees = IntStream.rangeClosed(1, MOST_LEAVES)
            .mapToObj(size -> new MerkleTree(IntStream.range(0, size)
                    .mapToObj(i -> new byte[] {(byte) i})
                    .toList()))
            .toList();
    private final List<Digest> roots = trees.stream().map(MerkleTree::root).toList();

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int size = 1; size <= MOST_LEAVES; size++) {
            for (int leaf = 0; leaf < size; leaf++) {
                InclusionProof proof = trees.get(size - 1).inclusionProof(leaf);
                ByteBuffer seed = ByteBuffer.allocate(HEADER + proof.path().size() * Digest.BYTES);
                seed.put((byte) (size - 1)).put((byte) leaf).putLong(leaf).putLong(size);
                proof.path().forEach(hash -> seed.put(hash.bytes()));
                seeds.add(seed.array());
            }
        }
        return seeds;
    }

    @Override
    public void run(byte[] input) {
        if (input.length < HEADER) {
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(input);
        int size = Math.floorMod(in.get(), MOST_LEAVES) + 1;
        byte[] leaf = {in.get()};
        long index = in.getLong();
        long stated = in.getLong();
        List<Digest> path = new ArrayList<>();
        while (in.remaining() >= Digest.BYTES && path.size() < MOST_PATH) {
            byte[] hash = new byte[Digest.BYTES];
            in.get(hash);
            path.add(Digest.ofBytes(hash));
        }
        if (new InclusionProof(index, stated, path).verifies(leaf, roots.get(size - 1))) {
            Promise.that(leaf[0] >= 0 && leaf[0] < size, "proof: of " + Arrays.toString(leaf) + ", which is no leaf");
            Promise.that(stated != size || index == leaf[0], "proof: of another place");
        }
    }
}
