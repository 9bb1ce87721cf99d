package org.fogward.fog.anchor;

import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.merkle.InclusionProof;

/**
 * Shows that an update, accepted or refused, is a leaf of an anchored round's Merkle tree (RFC 9162).
 *
 * @param leaf the leaf's bytes, a {@code RoundEntry}
 * @param inclusion the path from the leaf to the root
 * @param root the anchored root
 * @param ledgerTransaction the transaction that anchored it
 * @param block the block that holds the transaction
 */
@SuppressWarnings("ArrayRecordComponent")
public record UpdateProof(byte[] leaf, InclusionProof inclusion, Digest root, String ledgerTransaction, long block) {}
