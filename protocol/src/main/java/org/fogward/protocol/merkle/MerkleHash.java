package org.fogward.protocol.merkle;

import java.nio.ByteBuffer;
import org.fogward.protocol.digest.Digest;

/** The hashes of RFC 9162, 2.1.1. The prefixes keep a node from being passed off as a leaf. */
final class MerkleHash {
    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    private MerkleHash() {}

    static Digest empty() {
        return Digest.of(new byte[0]);
    }

    static Digest leaf(byte[] data) {
        return Digest.of(
                ByteBuffer.allocate(1 + data.length).put(LEAF).put(data).array());
    }

    static Digest node(Digest left, Digest right) {
        ByteBuffer content = ByteBuffer.allocate(1 + 2 * Digest.BYTES);
        return Digest.of(content.put(NODE).put(left.bytes()).put(right.bytes()).array());
    }
}
