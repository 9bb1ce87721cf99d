package org.fogward.protocol.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fogward.protocol.digest.Digest;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    private static final int SIZES = 65;

    /** Leaves and roots of the Certificate Transparency reference tests (RFC 6962, whose tree RFC 9162 kept). */
    private static final List<byte[]> REFERENCE_LEAVES = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(HexFormat.of()::parseHex)
            .toList();

    private static final List<String> REFERENCE_ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void has_the_roots_of_the_reference_tests() {
        for (int size = 0; size < REFERENCE_ROOTS.size(); size++) {
            MerkleTree tree = new MerkleTree(REFERENCE_LEAVES.subList(0, size));
            assertThat(tree.root().hex()).as("size %d", size).isEqualTo(REFERENCE_ROOTS.get(size));
        }
    }

    @Test
    void has_the_inclusion_paths_of_the_reference_tests() {
        MerkleTree tree = new MerkleTree(REFERENCE_LEAVES);
        assertThat(tree.inclusionProof(0).path())
                .extracting(Digest::hex)
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(tree.inclusionProof(5).path())
                .extracting(Digest::hex)
                .containsExactly(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    }

    @Test
    void proves_every_leaf_of_every_size() {
        for (int size = 0; size <= SIZES; size++) {
            List<byte[]> leaves = leaves(size);
            MerkleTree tree = new MerkleTree(leaves);
            for (int i = 0; i < size; i++) {
                assertThat(tree.inclusionProof(i).verifies(leaves.get(i), tree.root()))
                        .as("leaf %d of %d", i, size)
                        .isTrue();
            }
        }
    }

    @Test
    void refuses_an_inclusion_proof_with_anything_changed() {
        for (int size = 1; size <= 20; size++) {
            List<byte[]> leaves = leaves(size);
            Digest root = new MerkleTree(leaves).root();
            for (int i = 0; i < size; i++) {
                InclusionProof proof = new MerkleTree(leaves).inclusionProof(i);
                byte[] leaf = leaves.get(i);
                assertThat(proof.verifies(new byte[] {1, 2, 3, 4, 5}, root)).isFalse();
                assertThat(proof.verifies(leaf, Digest.of(leaf))).isFalse();
                for (long index = -1; index <= size; index++) {
                    boolean same = index == i;
                    assertThat(new InclusionProof(index, size, proof.path()).verifies(leaf, root))
                            .as("index %d for %d of %d", index, i, size)
                            .isEqualTo(same);
                }
                for (List<Digest> path : changed(proof.path())) {
                    assertThat(new InclusionProof(i, size, path).verifies(leaf, root))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void refuses_proofs_with_impossible_numbers() {
        byte[] leaf = {7};
        Digest root = new MerkleTree(List.of(leaf)).root();
        List<Digest> path = List.of(root);
        for (long odd : new long[] {Long.MIN_VALUE, -1, 2, Long.MAX_VALUE}) {
            assertThat(new InclusionProof(odd, 1, List.of()).verifies(leaf, root))
                    .isFalse();
            assertThat(new InclusionProof(0, odd, path).verifies(leaf, root)).isFalse();
        }
    }

    @Test
    void does_not_take_a_node_for_a_leaf() {
        MerkleTree tree = new MerkleTree(leaves(4));
        Digest left = new MerkleTree(leaves(2)).root();
        Digest right = tree.inclusionProof(0).path().getLast();
        byte[] node = ByteBuffer.allocate(2 * Digest.BYTES)
                .put(left.bytes())
                .put(right.bytes())
                .array();
        assertThat(new InclusionProof(0, 1, List.of()).verifies(node, tree.root()))
                .isFalse();
    }

    @Test
    void has_no_proof_for_what_is_not_there() {
        MerkleTree tree = new MerkleTree(leaves(3));
        assertThatThrownBy(() -> tree.inclusionProof(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.inclusionProof(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static List<byte[]> leaves(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> ByteBuffer.allocate(Integer.BYTES).putInt(i).array())
                .toList();
    }

    /** The path with one hash changed, left out, doubled, or one more at either end. */
    private static List<List<Digest>> changed(List<Digest> path) {
        Digest other = Digest.of(new byte[] {42});
        List<List<Digest>> results = new ArrayList<>();
        for (int i = 0; i <= path.size(); i++) {
            List<Digest> longer = new ArrayList<>(path);
            longer.add(i, other);
            results.add(longer);
            if (i < path.size()) {
                List<Digest> altered = new ArrayList<>(path);
                altered.set(i, other);
                results.add(altered);
                List<Digest> shorter = new ArrayList<>(path);
                shorter.remove(i);
                results.add(shorter);
                List<Digest> doubled = new ArrayList<>(path);
                doubled.add(i, path.get(i));
                results.add(doubled);
            }
        }
        return results;
    }
}
